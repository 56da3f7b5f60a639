package org.vitrine.ui.data;

import static org.assertj.core.api.BDDAssertions.then;

import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;

class DataModelTest {
  private final FakeWorkbench workbench = FakeData.workbench();
  private final Preferences preferences = new Preferences(workbench.home());
  private final DataModel model = new DataModel(workbench, Latest.inline(), preferences);

  @Test
  void says_the_same_in_both_languages() {
    BothLanguages.speaks(DataModel.class);
  }

  @Test
  void a_million_rows_cost_a_page_each_time_somebody_looks() {
    model.open(FakeData.FILE);
    var rows = model.rows().get();
    then(rows.size()).isEqualTo(1_000_000);
    then(rows.get(150).cells()).hasSize(3);
    then(asked()).isZero();
    then(rows.get(777_777).cells()).contains("777777");
    then(rows.get(777_700).number()).isEqualTo(777_700);
    then(asked()).isEqualTo(1);
  }

  private long asked() {
    return workbench.asked.stream().filter(q -> q instanceof Request.TableRows).count();
  }

  @Test
  void takes_the_guessed_roles_and_lets_them_be_changed() {
    model.open(FakeData.FILE);
    then(model.role("sentence")).isEqualTo(Role.TEXT);
    then(model.role("label")).isEqualTo(Role.LABEL);
    then(model.role("idx")).isEqualTo(Role.IGNORE);
    model.give("idx", Role.LABEL);
    then(model.role("label")).isEqualTo(Role.IGNORE);
    model.give("sentence", Role.PAIR);
    then(model.source().get().text()).isNull();
    then(new Sources(new Preferences(workbench.home())).of(FakeData.FILE).label()).isEqualTo("idx");
  }

  @Test
  void a_finding_shows_its_rows_alone() {
    model.open(FakeData.FILE);
    model.only().set(FakeData.DUPLICATE);
    then(model.rows().get()).hasSize(2);
    then(model.rows().get().get(1).cells()).contains("40");
    model.only().set(null);
    then(model.rows().get().size()).isEqualTo(1_000_000);
  }

  @Test
  void leaked_rows_are_shown_from_the_file_that_is_measured_on() {
    model.open(FakeData.FILE);
    then(model.canShow(FakeData.LEAK)).isFalse();
    model.measureOn("/data/dev.tsv");
    then(model.canShow(FakeData.LEAK)).isTrue();
    model.only().set(FakeData.LEAK);
    then(model.rows().get().get(0).number()).isEqualTo(6);
    then(workbench.asked.stream()
            .filter(q -> q instanceof Request.TableRows)
            .map(q -> ((Request.TableRows) q).source().path()))
        .containsOnly("/data/dev.tsv");
  }

  @Test
  void walks_from_problem_to_problem_of_this_file() {
    model.open(FakeData.FILE);
    then(model.problemFrom(-1, 1)).isEqualTo(8);
    then(model.problemFrom(8, 1)).isEqualTo(40);
    then(model.problemFrom(40, -1)).isEqualTo(8);
    then(model.problemFrom(40, 1)).isEqualTo(-1);
  }

  @Test
  void knows_what_guessing_the_largest_class_would_score() {
    then(DataModel.majority(FakeData.profile())).isEqualTo(0.509);
  }

  @Test
  void the_chosen_row_is_read_by_the_first_model() {
    model.models();
    model.open(FakeData.FILE);
    then(model.tokens().get().tokens()).isNotEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_says_why_and_another_can_be_opened() {
    workbench.fail(Request.OpenTable.class, new Problem("base.read", FakeData.FILE, "gone"));
    model.open(FakeData.FILE);
    then(model.page().get()).isNull();
    then(model.trouble().get()).extracting(Problem::key).isEqualTo("base.read");
  }
}

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
  void a_table_of_pictures_counts_no_tokens_and_reads_a_picture_once() {
    var pictures = FakeData.pictures();
    var shapes = new DataModel(pictures, Latest.inline(), new Preferences(pictures.home()));
    shapes.open("/data/shapes");
    then(shapes.ofPictures()).isTrue();
    var circle = shapes.pictures().at("circle/0.png");
    then(circle.width()).isEqualTo(28);
    then(circle.channels()).isEqualTo(1);
    shapes.pictures().at("circle/0.png");
    then(shapes.pictures().at("circle/3.png").image()).isNull();
    then(pictures.asked.stream().filter(q -> q instanceof Request.ShowPicture)).hasSize(2);
    then(pictures.asked).noneMatch(q -> q instanceof Request.CountTokens);
    then(pictures.asked)
        .anySatisfy(q -> {
          then(q).isInstanceOf(Request.ProfileTable.class);
          then(((Request.ProfileTable) q).task()).isEqualTo("image-classification");
        });
  }

  @Test
  void a_finding_shows_its_rows_alone() {
    model.open(FakeData.FILE);
    model.only().set(new Only.Finding(FakeData.DUPLICATE));
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
    model.only().set(new Only.Finding(FakeData.LEAK));
    then(model.rows().get().get(0).number()).isEqualTo(6);
    then(model.side().get()).isEqualTo(Side.MEASURE);
    then(model.rows().get().get(2).cells()).contains("250");
    then(workbench.asked.stream()
            .filter(q -> q instanceof Request.TableRows)
            .map(q -> ((Request.TableRows) q).source().path()))
        .containsOnly("/data/dev.tsv");
  }

  @Test
  void a_finding_is_left_out_by_a_step_of_the_recipe_and_can_be_read_again() {
    model.open(FakeData.FILE);
    model.only().set(new Only.Finding(FakeData.DUPLICATE));
    model.leaveOut("duplicate");
    then(model.source().get().leaveOut()).containsExactly("duplicate");
    then(model.only().get()).isNull();
    then(model.looked().profile().get().findings()).doesNotContain(FakeData.DUPLICATE);
    then(model.looked().profile().get().leftOut()).containsEntry("duplicate", 1165L);
    then(new Sources(new Preferences(workbench.home())).of(FakeData.FILE).leaveOut())
        .containsExactly("duplicate");
    model.readAgain("duplicate");
    then(model.source().get().leaveOut()).isEmpty();
    then(model.looked().profile().get().findings()).contains(FakeData.DUPLICATE);
  }

  @Test
  void rows_of_both_files_can_be_left_out_only_while_there_are_two() {
    model.open(FakeData.FILE);
    model.measureOn("/data/dev.tsv");
    model.leaveOut("leak");
    then(model.source().get().leaveOut()).containsExactly("leak");
    then(new Sources(preferences).measure(FakeData.FILE)).isEqualTo("/data/dev.tsv");
    model.measureOn(null);
    then(model.source().get().leaveOut()).isEmpty();
  }

  @Test
  void each_file_has_its_tab() {
    model.open(FakeData.FILE);
    model.show(Side.MEASURE);
    then(model.side().get()).isEqualTo(Side.LEARN);
    model.measureOn("/data/dev.tsv");
    model.show(Side.MEASURE);
    then(model.shown().source().path()).isEqualTo("/data/dev.tsv");
    model.rows().get().get(4321);
    then(workbench.asked)
        .anyMatch(
            q -> q instanceof Request.TableRows r && r.source().path().equals("/data/dev.tsv"));
    model.onlyProblems(true);
    then(model.side().get()).isEqualTo(Side.LEARN);
  }

  @Test
  void counts_the_tokens_of_rows_in_sight() {
    model.reader().find();
    model.open(FakeData.FILE);
    then(model.counts().at(3)).isEqualTo(4 + 21 % 19);
    then(model.counts().at(99)).isPositive();
    then(workbench.asked.stream().filter(q -> q instanceof Request.CountTokens)).hasSize(1);
  }

  @Test
  void a_cut_counts_in_the_look_and_is_kept_for_the_run() {
    model.reader().find();
    model.open(FakeData.FILE);
    model.cut(48);
    var last =
        workbench.asked.reversed().stream()
            .filter(q -> q instanceof Request.ProfileTable)
            .findFirst()
            .orElseThrow();
    then(((Request.ProfileTable) last).maxLength()).isEqualTo(48);
    then(new Sources(new Preferences(workbench.home())).cut(FakeData.FILE)).isEqualTo(48);
  }

  @Test
  void a_bad_line_is_shown_with_its_neighbours() {
    model.open(FakeData.FILE);
    model.openAt(1204);
    then(model.openLine().lines().get().lines()).hasSize(3);
    then(Steps.offered(FakeData.LEAK, model.page().get())).isTrue();
  }

  @Test
  void walks_from_problem_to_problem_of_this_file() {
    model.open(FakeData.FILE);
    then(model.looked().problemFrom(-1, 1)).isEqualTo(8);
    then(model.looked().problemFrom(8, 1)).isEqualTo(40);
    then(model.looked().problemFrom(40, -1)).isEqualTo(8);
    then(model.looked().problemFrom(40, 1)).isEqualTo(-1);
  }

  @Test
  void only_problems_shows_what_the_findings_of_this_file_name() {
    model.open(FakeData.FILE);
    model.onlyProblems(true);
    then(model.rows().get()).extracting(LazyRows.Line::number).containsExactly(8L, 40L);
    then(model.looked().problems().count()).isEqualTo(1165);
    then(model.looked().marks()).containsEntry(8L, "duplicate").doesNotContainKey(6L);
    then(model.rows().get().place(40)).isEqualTo(1);
    then(model.rows().get().place(41)).isNegative();
    model.onlyProblems(false);
    then(model.rows().get().size()).isEqualTo(1_000_000);
  }

  @Test
  void words_find_their_rows_and_no_words_find_all() {
    model.open(FakeData.FILE);
    model.query().words().set("true people");
    then(model.rows().get()).extracting(LazyRows.Line::number).containsExactly(2L, 5L, 8L);
    model.query().words().set("nowhere");
    then(model.rows().get()).isEmpty();
    model.query().words().set("");
    then(model.only().get()).isNull();
    then(model.rows().get().size()).isEqualTo(1_000_000);
  }

  @Test
  void a_bar_of_the_balance_shows_the_rows_of_its_class() {
    model.open(FakeData.FILE);
    model.query().ofClass("not good");
    then(workbench.asked)
        .contains(new Request.FindRows(model.source().get(), "label=\"not good\"", 10_000));
  }

  @Test
  void roles_belong_to_a_content_wherever_its_file_lies() {
    model.open(FakeData.FILE);
    model.give("idx", Role.LABEL);
    model.open("/moved/renamed.tsv");
    then(model.role("idx")).isEqualTo(Role.LABEL);
    then(model.settled()).isTrue();
    then(model.source().get().path()).isEqualTo("/moved/renamed.tsv");
  }

  @Test
  void another_content_at_the_same_place_is_guessed_anew() {
    model.open(FakeData.FILE);
    model.give("idx", Role.LABEL);
    var sources = new Sources(preferences);
    then(sources.changed(FakeData.FILE, "f1")).isFalse();
    sources.keep(model.source().get(), "of an older content");
    sources.keep(
        org.vitrine.core.train.Recipe.Source.of("/data/other.tsv"), "of an older content too");
    model.open("/data/other.tsv");
    then(model.role("label")).isEqualTo(Role.LABEL);
    then(model.settled()).isFalse();
  }

  @Test
  void a_settled_column_that_is_gone_is_guessed_anew() {
    var old = org.vitrine.core.train.Recipe.Source.of(FakeData.FILE);
    new Sources(preferences).keep(Role.TEXT.give(old, "headline"), "old");
    workbench.answer(
        Request.OpenTable.class,
        q -> {
          if ("headline".equals(q.source().text()))
            throw new Problem("data.column", FakeData.FILE, "headline", "sentence, label, idx");
          return FakeData.page(q.source());
        });
    model.open(FakeData.FILE);
    then(model.trouble().get()).isNull();
    then(model.role("sentence")).isEqualTo(Role.TEXT);
  }

  @Test
  void tells_below_which_length_nearly_all_texts_lie() {
    then(Looked.nearlyAll(FakeData.profile())).isBetween(40L, 72L);
  }

  @Test
  void knows_what_guessing_the_largest_class_would_score() {
    then(Looked.majority(FakeData.profile())).isEqualTo(0.509);
  }

  @Test
  void the_chosen_row_is_read_by_the_first_model() {
    model.reader().find();
    model.open(FakeData.FILE);
    then(model.reader().tokens().get().tokens()).isNotEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_says_why_and_another_can_be_opened() {
    workbench.fail(Request.OpenTable.class, new Problem("base.read", FakeData.FILE, "gone"));
    model.open(FakeData.FILE);
    then(model.page().get()).isNull();
    then(model.trouble().get()).extracting(Problem::key).isEqualTo("base.read");
  }
}

package org.vitrine.ui.runs;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.Point;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.testing.FakeWorkbench;

class SqlModelTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Preferences preferences = new Preferences(workbench.home());
  private final SqlModel model = new SqlModel(workbench, Latest.inline(), preferences);
  private final String films = LiveRuns.finished(workbench, "films", "2e-5", 0.11, 0.93, 31);
  private final String poems = LiveRuns.finished(workbench, "poems", "5e-5", 0.09, 0.92, 29);

  {
    workbench.history().flush();
  }

  @Test
  void every_ready_question_has_an_answer() {
    for (var query : SqlModel.READY.values()) {
      model.query().set(query);
      model.run();
      then(model.trouble().get()).isNull();
      then(model.answer().get()).isNotNull();
    }
  }

  @Test
  void what_was_found_becomes_a_selection() {
    var known = workbench.history().runs(false);
    model.query().set("SELECT run FROM runs WHERE learning_rate > 3e-5");
    model.run();
    then(model.runs(known)).containsExactly(poems);
    model.query().set("SELECT name, count(*) FROM runs GROUP BY name ORDER BY name");
    model.run();
    then(model.runs(known)).containsExactly(films, poems);
    model.query().set("SELECT count(*) FROM runs");
    model.run();
    then(model.runs(known)).isEmpty();
  }

  @Test
  void a_question_that_cannot_be_answered_says_why_and_the_next_one_clears_it() {
    model.query().set("SELECT lr FROM runs");
    model.run();
    then(model.trouble().get().key()).isEqualTo("history.query");
    then(model.answer().get()).isNull();
    model.query().set("SELECT 'a,b' AS x, NULL AS y");
    model.run();
    then(model.trouble().get()).isNull();
    then(model.csv()).isEqualTo("x,y\n\"a,b\",\n");
  }

  @Test
  void completes_names_of_tables_columns_and_words() {
    model.learn();
    then(model.completions("SELECT learn", 12)).contains("learning_rate", "learns");
    then(model.completions("SELECT * FROM eval", 18)).containsExactly("evaluations");
    then(SqlModel.wordBefore("a.b_c", 5)).isEqualTo("b_c");
  }

  @Test
  void keeps_questions_and_the_last_one() {
    model.query().set("SELECT 1");
    model.keep("one");
    model.run();
    var next = new SqlModel(workbench, Latest.inline(), new Preferences(workbench.home()));
    then(next.query().get()).isEqualTo("SELECT 1");
    then(next.kept()).isEqualTo(Map.of("one", "SELECT 1"));
    next.forget("one");
    then(next.kept()).isEmpty();
  }

  @Test
  void a_curve_is_laid_over_steps_epochs_or_minutes() {
    var run = workbench.history().run(films);
    var curves =
        Map.of(
            "train/epoch", List.of(new Point(10, 0.5), new Point(30, 1.5)),
            "eval/loss", List.of(new Point(20, 0.4), new Point(40, 0.3)));
    then(OverlayAxis.STEP.curve(run, curves, "eval/loss").x(1)).isEqualTo(40);
    var epochs = OverlayAxis.EPOCH.curve(run, curves, "eval/loss");
    then(epochs.x(0)).isEqualTo(1.0);
    then(epochs.x(1)).isEqualTo(2.0);
    var minutes = OverlayAxis.TIME.curve(run, workbench.history().curves(films), "eval/loss");
    for (int i = 1; i < minutes.size(); i++) then(minutes.x(i)).isGreaterThan(minutes.x(i - 1));
  }
}

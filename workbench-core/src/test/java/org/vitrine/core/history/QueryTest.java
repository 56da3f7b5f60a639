package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Recipe;

class QueryTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  @TempDir Path folder;
  private History history;
  private String run;

  @BeforeEach
  void fill() {
    history = History.open(new Home(folder.resolve("home ?#")).ready());
    var recipe = Recipe.of("text-classification", "/m/tiny", Recipe.Source.of("/d/films.csv"));
    run =
        history.create(
            recipe.withName("films").with(recipe.arguments().with("learning_rate", "3e-4")),
            RunStatus.RUNNING);
    history.log(run).add(Sample.step(1, 2.5));
    history.log(run).add(Sample.evaluated(2, 0.9, 0.3));
    history.log(run).add(Sample.evaluated(4, 0.8, 0.2));
    history.flush();
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void answers_what_somebody_asks() {
    var answer =
        history.ask(
            """
            SELECT run, name, max(accuracy) AS best, step, learning_rate -- the best; of each
            FROM evaluations JOIN runs USING (run) WHERE data LIKE '%films%;%' OR 1 GROUP BY run;
            """,
            SOON);
    assertThat(answer.columns()).containsExactly("run", "name", "best", "step", "learning_rate");
    assertThat(answer.rows()).hasSize(1);
    assertThat(answer.rows().getFirst().subList(0, 3)).containsExactly(run, "films", "0.9");
    assertThat(answer.rows().getFirst().get(4)).isEqualTo("3e-4");
    assertThat(answer.more()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM run",
        "WITH x AS (SELECT 1) DELETE FROM run",
        "SELECT 1; DELETE FROM run",
        "PRAGMA query_only = OFF",
        "ATTACH DATABASE 'other.db' AS other",
        "INSERT INTO tag VALUES (1, 'x')",
        "DROP VIEW runs",
        "",
        "SELECT learning_rat FROM runs",
        "SELECT load_extension('x')",
        "SELECT length(zeroblob(900000000))"
      })
  void refuses_everything_else_and_leaves_the_file_as_it_was(String sql) {
    assertThatThrownBy(() -> history.ask(sql, SOON))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.key()).startsWith("history.query");
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE))
                assertThat(e.full(locale)).doesNotContain("history.", "{", "SQLITE_");
            });
    assertThat(history.runs(false)).hasSize(1);
  }

  @Test
  void stops_a_question_without_end() {
    var endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n";
    assertThatThrownBy(() -> history.ask(endless, Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.key()).isEqualTo("history.query-slow"));
  }

  @Test
  void gives_a_thousand_rows_at_most() {
    var many =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000) SELECT x FROM n";
    var answer = history.ask(many, SOON);
    assertThat(answer.rows()).hasSize(1000);
    assertThat(answer.more()).isTrue();
  }

  @Test
  void knows_the_names_that_can_be_asked_for() {
    assertThat(history.queryWords())
        .contains("runs", "evaluations", "accuracy", "curve", "learning_rate");
  }
}

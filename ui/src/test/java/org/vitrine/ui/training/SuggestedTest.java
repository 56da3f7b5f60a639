package org.vitrine.ui.training;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.Recipe.Probe;

class SuggestedTest {
  @Test
  void takes_a_short_row_of_each_of_two_labels() {
    var page =
        page(
            List.of("id", "text", "label"),
            "label",
            List.of("1", "x".repeat(81), "good"),
            List.of("2", "warm", "good"),
            List.of("3", "fine", "good"),
            List.of("4", " ", "bad"),
            List.of("5", "cold", "bad"),
            List.of("6", "so so", "mixed"));
    then(Suggested.probes(page, 2))
        .containsExactly(new Probe("warm", null, "good"), new Probe("cold", null, "bad"));
  }

  @Test
  void needs_no_label_and_stands_ragged_rows() {
    var page =
        page(List.of("id", "text"), null, List.of("1"), List.of("2", "one"), List.of("3", "two"));
    then(Suggested.probes(page, 2))
        .containsExactly(new Probe("one", null, null), new Probe("two", null, null));
  }

  @Test
  void as_many_as_somebody_wants_though_labels_repeat() {
    var page =
        page(
            List.of("text", "label"),
            "label",
            List.of("a", "x"),
            List.of("b", "x"),
            List.of("c", "y"));
    then(Suggested.probes(page, 0)).isEmpty();
    then(Suggested.probes(page, 2)).extracting(Probe::text).containsExactly("a", "c");
    then(Suggested.probes(page, 3)).extracting(Probe::text).containsExactly("a", "b", "c");
  }

  @SafeVarargs
  private static TablePage page(List<String> columns, String label, List<String>... rows) {
    var source = new Recipe.Source("t.csv", "text", null, label, null, null, null, 0.1);
    return new TablePage(
        source,
        "csv",
        "UTF-8",
        ",",
        true,
        columns,
        rows.length,
        0,
        "",
        List.of(rows),
        List.of(),
        List.of(),
        false);
  }
}

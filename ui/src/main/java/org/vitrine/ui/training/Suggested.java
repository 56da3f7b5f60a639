package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.train.Recipe.Probe;

/// Sentences to watch while the model learns, taken from the data until somebody writes others.
final class Suggested {
  private static final int LONGEST = 80;

  private Suggested() {}

  /// The first short rows of a table, each with another label as long as there are others.
  ///
  /// @param most how many
  static List<Probe> probes(TablePage page, int most) {
    var found = probes(page, most, true);
    return found.size() < most ? probes(page, most, false) : found;
  }

  private static List<Probe> probes(TablePage page, int most, boolean each) {
    int text = place(page, page.source().text());
    int pair = place(page, page.source().pair());
    int label = place(page, page.source().label());
    var found = new ArrayList<Probe>();
    var labels = new HashSet<@Nullable String>();
    for (var row : page.first()) {
      if (found.size() >= most) break;
      var words = cell(row, text);
      if (words == null || words.codePointCount(0, words.length()) > LONGEST) continue;
      var truth = cell(row, label);
      if (label >= 0 && (truth == null || each && !labels.add(truth))) continue;
      found.add(new Probe(words, cell(row, pair), truth));
    }
    return found;
  }

  private static int place(TablePage page, @Nullable String column) {
    return column == null ? -1 : page.columns().indexOf(column);
  }

  private static @Nullable String cell(List<String> row, int column) {
    if (column < 0 || column >= row.size()) return null;
    var text = row.get(column);
    return text == null || text.isBlank() ? null : text.strip();
  }
}

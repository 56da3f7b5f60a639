package org.vitrine.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.vitrine.core.session.protocol.RowList;
import org.vitrine.core.train.Recipe.Probe;

/// Messages of the held-out part that are watched while the network learns: of each mood the first that is neither short nor
/// long.
///
/// @param texts with their moods
/// @param classes held-out rows a mood, most frequent first
record Probes(List<Probe> texts, Map<String, Long> classes) {
  private static final int SHORTEST = 24;
  private static final int LONGEST = 56;

  static Probes of(List<String> columns, RowList rows) {
    int text = columns.indexOf("text"), label = columns.indexOf("sentiment");
    var counts = new HashMap<String, Long>();
    var seen = new HashSet<String>();
    var texts = new ArrayList<Probe>();
    for (var row : rows.rows()) {
      var mood = row.get(label);
      counts.merge(mood, 1L, Long::sum);
      long width = width(row.get(text));
      if (width < SHORTEST || width > LONGEST || !seen.add(mood)) continue;
      texts.add(new Probe(row.get(text), null, mood));
    }
    return new Probes(texts, sorted(counts));
  }

  /// Columns of a terminal: a Chinese character takes two and says more than twice as much.
  private static long width(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) || c >= 0xFF01 ? 2 : 1).sum();
  }

  private static Map<String, Long> sorted(Map<String, Long> counts) {
    var sorted = new java.util.LinkedHashMap<String, Long>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  long rows() {
    return classes.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The accuracy of always naming the most frequent mood.
  double majority() {
    return (double) classes.values().iterator().next() / rows();
  }
}

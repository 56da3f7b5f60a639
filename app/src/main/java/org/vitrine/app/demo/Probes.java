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
  private static final int SHORTEST = 16;
  private static final int LONGEST = 64;

  static Probes of(List<String> columns, RowList rows) {
    int text = columns.indexOf("text"), label = columns.indexOf("sentiment");
    var counts = new HashMap<String, Long>();
    var seen = new HashSet<String>();
    var texts = new ArrayList<Probe>();
    for (var row : rows.rows()) {
      var mood = row.get(label);
      counts.merge(mood, 1L, Long::sum);
      int length = row.get(text).length();
      if (length < shortest(row.get(text)) || length > LONGEST || !seen.add(mood)) continue;
      texts.add(new Probe(row.get(text), null, mood));
    }
    return new Probes(texts, sorted(counts));
  }

  /// Chinese says in one character what English says in about four.
  private static int shortest(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic) ? SHORTEST / 2 : 2 * SHORTEST;
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

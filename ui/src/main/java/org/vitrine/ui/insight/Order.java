package org.vitrine.ui.insight;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vitrine.core.insight.HeadFacts;

/// In which order heads stand in the grid.
enum Order {
  LAYER,
  ENTROPY;

  String key() {
    return "order." + name().toLowerCase(Locale.ROOT);
  }

  /// Places in `facts`, in this order; narrow heads first by entropy.
  List<Integer> of(List<HeadFacts> facts) {
    var all = IntStream.range(0, facts.size()).boxed();
    if (this == LAYER) return all.toList();
    return all.sorted(
            Comparator.comparingDouble(k -> facts.get(k).entropy().orElse(Double.MAX_VALUE)))
        .toList();
  }
}

package org.vitrine.core.insight;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// What is said about one head (METHODS 1.7, 1.8, 1.13).
///
/// @param layer 0 for the first; so `head`
/// @param entropy nats, mean over valid queries
/// @param distance tokens, mean over valid queries
public record HeadFacts(
    int layer, int head, OptionalDouble entropy, OptionalDouble distance, Role role) {

  /// Every head, layer by layer.
  ///
  /// @param ids [T]
  /// @param separators ids of separator tokens
  public static List<HeadFacts> all(Maps maps, long[] ids, Set<Long> separators) {
    var targets = new Targets(maps.visible(), ids, separators);
    return IntStream.range(0, maps.depth() * maps.heads())
        .parallel()
        .mapToObj(k -> of(maps, k / maps.heads(), k % maps.heads(), targets))
        .toList();
  }

  private static HeadFacts of(Maps maps, int layer, int head, Targets targets) {
    var map = maps.head(layer, head);
    var entropy = Entropy.of(map, maps.visible());
    var role = Role.of(Scores.of(map, targets), entropy.share());
    return new HeadFacts(layer, head, entropy.nats(), Distance.tokens(map, maps.visible()), role);
  }
}

package org.vitrine.core.insight;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// What is said about one head (METHODS 1.7, 1.8, 1.13).
///
/// @param layer 0 for the first; so `head`
/// @param entropy nats, mean over valid queries
/// @param distance tokens, over a picture pixels, mean over valid queries
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

  /// Every head over the patches of a picture.
  ///
  /// @param specials tokens before them that stand for no patch
  /// @param columns patches in a row; @param patch side in pixels
  public static List<HeadFacts> ofPicture(Maps maps, int specials, int columns, double patch) {
    var ids =
        java.util.stream.LongStream.range(0, maps.queries())
            .toArray(); // no two patches are the same
    return all(maps, ids, Set.of()).stream()
        .map(f -> {
          var map = maps.head(f.layer(), f.head());
          var distance = Distance.pixels(map, specials, columns, patch);
          return new HeadFacts(f.layer(), f.head(), f.entropy(), distance, f.role());
        })
        .toList();
  }

  /// Every head where one text is read by another: places in two texts are at no distance, and no role but those of spread
  /// means anything.
  public static List<HeadFacts> crossing(Maps maps) {
    return IntStream.range(0, maps.depth() * maps.heads())
        .parallel()
        .mapToObj(k -> {
          int layer = k / maps.heads(), head = k % maps.heads();
          var entropy = Entropy.of(maps.head(layer, head), maps.visible());
          var role = Role.ofSpread(entropy.share());
          return new HeadFacts(layer, head, entropy.nats(), OptionalDouble.empty(), role);
        })
        .toList();
  }

  private static HeadFacts of(Maps maps, int layer, int head, Targets targets) {
    var map = maps.head(layer, head);
    var entropy = Entropy.of(map, maps.visible());
    var role = Role.of(Scores.of(map, targets), entropy.share());
    return new HeadFacts(layer, head, entropy.nats(), Distance.tokens(map, maps.visible()), role);
  }
}

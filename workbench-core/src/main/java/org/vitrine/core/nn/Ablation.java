package org.vitrine.core.nn;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Heads cut out of a forward pass (METHODS 1.12): the slice of a head's output before the output projection becomes
/// zero or a given mean. Nothing is rescaled.
public final class Ablation {
  public static final Ablation NONE = new Ablation();

  private final Map<Place, Map<Integer, float @Nullable []>> cut = new HashMap<>();

  private record Place(Part part, int layer) {}

  private Ablation() {}

  /// These heads by layer, replaced by zero.
  public static Ablation zero(Map<Integer, Set<Integer>> heads) {
    var all = new Ablation();
    heads.forEach(
        (layer, each) -> each.forEach(head -> all.put(new Place(Part.WHOLE, layer), head, null)));
    return all;
  }

  /// One head replaced by `fill` [dh], or by zero where that is null.
  public static Ablation of(int layer, int head, float @Nullable [] fill) {
    return NONE.and(layer, head, fill);
  }

  /// This and one head more.
  public Ablation and(int layer, int head, float @Nullable [] fill) {
    return and(Part.WHOLE, layer, head, fill);
  }

  /// This and one head more, in a part of an encoder-decoder.
  public Ablation and(Part part, int layer, int head, float @Nullable [] fill) {
    var all = new Ablation();
    cut.forEach((place, heads) -> heads.forEach((h, f) -> all.put(place, h, f)));
    all.put(new Place(part, layer), head, fill);
    return all;
  }

  private void put(Place place, int head, float @Nullable [] fill) {
    cut.computeIfAbsent(place, _ -> new TreeMap<>()).put(head, fill);
  }

  boolean touches(Part part, int layer) {
    return cut.containsKey(new Place(part, layer));
  }

  /// 1 for heads that stay: [H].
  float[] keep(Part part, int layer, int heads) {
    var keep = new float[heads];
    var cutAt = cut.getOrDefault(new Place(part, layer), Map.of()).keySet();
    for (int head = 0; head < heads; head++) keep[head] = cutAt.contains(head) ? 0 : 1;
    return keep;
  }

  /// What stands in the place of heads cut out, zeros elsewhere: [H · dh].
  float[] fill(Part part, int layer, int heads, int width) {
    var fill = new float[heads * width];
    var of = cut.getOrDefault(new Place(part, layer), Map.of());
    for (int head = 0; head < heads; head++) {
      var own = of.get(head);
      if (own != null) System.arraycopy(own, 0, fill, head * width, width);
    }
    return fill;
  }
}

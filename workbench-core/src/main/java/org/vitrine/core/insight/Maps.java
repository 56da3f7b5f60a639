package org.vitrine.core.insight;

import java.util.ArrayList;
import java.util.List;

/// The attention of every layer and head over one text, as it was captured: softmax outputs in float32, not copied.
///
/// @param layers one array a layer, each [heads, queries, keys]
/// @param visible which keys each query sees
public record Maps(List<float[]> layers, int heads, Visible visible) {
  public Maps {
    layers = List.copyOf(layers);
    long cells = (long) heads * visible.queries() * visible.keys();
    for (var layer : layers) {
      if (layer.length != cells)
        throw new IllegalArgumentException(layer.length + " values, not " + cells);
    }
  }

  public int depth() {
    return layers.size();
  }

  public int queries() {
    return visible.queries();
  }

  public int keys() {
    return visible.keys();
  }

  /// What query `i` reads from key `j`.
  public float at(int layer, int head, int i, int j) {
    return layers.get(layer)[(head * queries() + i) * keys() + j];
  }

  /// One head, not copied.
  public HeadMap map(int layer, int head) {
    return new HeadMap(layers.get(layer), head * queries() * keys(), visible);
  }

  /// One head in float64, [queries, keys].
  public double[][] head(int layer, int head) {
    var values = layers.get(layer);
    var map = new double[queries()][keys()];
    int at = head * queries() * keys();
    for (var row : map) for (int j = 0; j < row.length; j++) row[j] = values[at++];
    return map;
  }

  /// Each layer with its heads fused (METHODS 1.2), [queries, keys] a layer.
  public List<double[][]> fused(Fusion fusion) {
    var all = new ArrayList<double[][]>();
    for (int layer = 0; layer < depth(); layer++) {
      var one = new ArrayList<double[][]>();
      for (int head = 0; head < heads; head++) one.add(head(layer, head));
      all.add(fusion.of(one));
    }
    return all;
  }
}

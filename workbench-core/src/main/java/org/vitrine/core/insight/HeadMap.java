package org.vitrine.core.insight;

import java.util.Arrays;

/// One map of T × T weights somewhere in a longer array, not copied.
///
/// @param offset of the first weight; rows follow each other
/// @param visible which keys each query sees
public record HeadMap(float[] values, int offset, Visible visible) {
  public HeadMap {
    int size = visible.queries();
    if (offset < 0 || offset + (long) size * size > values.length)
      throw new IllegalArgumentException(size + " tokens at " + offset + " of " + values.length);
  }

  /// Number of tokens.
  public int size() {
    return visible.queries();
  }

  /// What query `i` reads from key `j`.
  public float at(int i, int j) {
    return values[offset + i * size() + j];
  }

  /// What query `i` reads, [T].
  public float[] row(int i) {
    return Arrays.copyOfRange(values, offset + i * size(), offset + (i + 1) * size());
  }

  public float rowMax(int i) {
    float most = 0;
    for (int j = 0; j < size(); j++) most = Math.max(most, at(i, j));
    return most;
  }

  /// A map of its own, of float64 values [T, T].
  public static HeadMap of(double[][] map, Visible visible) {
    int size = map.length;
    var values = new float[size * size];
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++) values[i * size + j] = (float) map[i][j];
    return new HeadMap(values, 0, visible);
  }
}

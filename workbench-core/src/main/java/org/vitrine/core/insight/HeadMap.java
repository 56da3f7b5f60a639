package org.vitrine.core.insight;

import java.util.Arrays;

/// One map of weights, a row a query and a column a key, somewhere in a longer array, not copied.
///
/// @param offset of the first weight; rows follow each other
/// @param visible which keys each query sees
public record HeadMap(float[] values, int offset, Visible visible) {
  public HeadMap {
    long size = (long) visible.queries() * visible.keys();
    if (offset < 0 || offset + size > values.length)
      throw new IllegalArgumentException(size + " weights at " + offset + " of " + values.length);
  }

  /// Number of queries.
  public int rows() {
    return visible.queries();
  }

  /// Number of keys.
  public int columns() {
    return visible.keys();
  }

  /// What query `i` reads from key `j`.
  public float at(int i, int j) {
    return values[offset + i * columns() + j];
  }

  /// What query `i` reads, [columns].
  public float[] row(int i) {
    return Arrays.copyOfRange(values, offset + i * columns(), offset + (i + 1) * columns());
  }

  public float rowMax(int i) {
    float most = 0;
    for (int j = 0; j < columns(); j++) most = Math.max(most, at(i, j));
    return most;
  }

  /// A map of its own, of float64 values [rows, columns].
  public static HeadMap of(double[][] map, Visible visible) {
    int columns = visible.keys();
    var values = new float[map.length * columns];
    for (int i = 0; i < map.length; i++)
      for (int j = 0; j < columns; j++) values[i * columns + j] = (float) map[i][j];
    return new HeadMap(values, 0, visible);
  }
}

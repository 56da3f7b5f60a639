package org.vitrine.core.insight;

import java.util.OptionalDouble;

/// How far a head reads (METHODS 1.8).
public final class Distance {
  private Distance() {}

  /// Mean over valid queries of `Σ_j A[i][j]·|i−j|`, in tokens; empty if no query is valid.
  public static OptionalDouble tokens(double[][] map, Visible visible) {
    double sum = 0;
    int rows = 0;
    for (int i = 0; i < map.length; i++) {
      if (!visible.valid(i)) continue;
      rows++;
      for (int j = 0; j < map[i].length; j++)
        if (visible.sees(i, j)) sum += map[i][j] * Math.abs(i - j);
    }
    return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / rows);
  }
}

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

  /// The same over a picture: mean Euclidean distance of patch centres, without the tokens that stand for no patch.
  ///
  /// @param specials such tokens, before all patches
  /// @param columns patches in a row; @param patch side in pixels
  public static OptionalDouble pixels(double[][] map, int specials, int columns, double patch) {
    double sum = 0;
    int rows = 0;
    for (int i = specials; i < map.length; i++) {
      double weight = 0, far = 0;
      for (int j = specials; j < map.length; j++) {
        int from = i - specials, to = j - specials;
        weight += map[i][j];
        far +=
            map[i][j]
                * patch
                * Math.hypot(from / columns - to / columns, from % columns - to % columns);
      }
      if (weight == 0) continue;
      rows++;
      sum += far / weight;
    }
    return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / rows);
  }
}

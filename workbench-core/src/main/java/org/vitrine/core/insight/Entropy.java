package org.vitrine.core.insight;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How widely a head reads (METHODS 1.7).
///
/// @param nats mean over valid queries, empty if there is none
/// @param share of the entropy that an even spread over the visible keys would have, 0..1, mean over valid queries
/// @param rows nats of each query; NaN for one that sees nothing
public record Entropy(OptionalDouble nats, OptionalDouble share, double[] rows) {

  public static Entropy of(double[][] map, Visible visible) {
    var rows = new double[map.length];
    var shares = new double[map.length];
    Arrays.fill(rows, Double.NaN);
    Arrays.fill(shares, Double.NaN);
    for (int i = 0; i < map.length; i++) {
      int keys = visible.count(i);
      if (keys == 0) continue;
      rows[i] = nats(map[i], visible, i);
      shares[i] = keys == 1 ? 0 : rows[i] / Math.log(keys);
    }
    return new Entropy(mean(rows), mean(shares), rows);
  }

  private static double nats(double[] row, Visible visible, int i) {
    double sum = 0;
    for (int j = 0; j < row.length; j++)
      if (visible.sees(i, j) && row[j] > 0) sum += row[j] * Math.log(row[j]);
    return 0 - sum; // not −sum, which would be −0.0 for one key
  }

  private static OptionalDouble mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average();
  }
}

package org.vitrine.app.demo;

import java.util.Arrays;
import org.vitrine.core.base.Streams;

/// An accuracy with its 95 % interval: percentile bootstrap over the examples (METHODS 3.9; Efron 1979).
///
/// @param right of `examples` answers
public record Interval(long right, long examples, double low, double high) {
  private static final int RESAMPLES = 1000;

  /// @param accuracy of `examples` answers, `seed` of the resampling
  public static Interval of(double accuracy, long examples, long seed) {
    long right = Math.round(accuracy * examples);
    var random = Streams.BOOTSTRAP.at(seed, 0);
    var means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      long hits = 0;
      for (long k = 0; k < examples; k++) {
        if (Streams.below(random, (int) examples) < right) hits++;
      }
      means[r] = (double) hits / examples;
    }
    Arrays.sort(means);
    return new Interval(right, examples, quantile(means, 0.025), quantile(means, 0.975));
  }

  /// 0 to 1.
  public double accuracy() {
    return (double) right / examples;
  }

  private static double quantile(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

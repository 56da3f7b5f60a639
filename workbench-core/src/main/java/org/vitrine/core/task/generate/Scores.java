package org.vitrine.core.task.generate;

import java.util.Arrays;

/// Scores of next tokens [V] as probabilities.
final class Scores {
  private Scores() {}

  static double[] softmax(double[] s) {
    double max = Arrays.stream(s).max().orElse(0), sum = 0;
    var p = new double[s.length];
    for (int i = 0; i < s.length; i++) sum += p[i] = Math.exp(s[i] - max);
    for (int i = 0; i < s.length; i++) p[i] /= sum;
    return p;
  }

  /// Log-softmax in place; scores of −∞ alone stay.
  static void toLogProbabilities(double[] s) {
    double max = Double.NEGATIVE_INFINITY, sum = 0;
    for (double each : s) max = Math.max(max, each);
    if (max == Double.NEGATIVE_INFINITY) return;
    for (double each : s) sum += Math.exp(each - max);
    double total = max + Math.log(sum);
    for (int i = 0; i < s.length; i++) s[i] -= total;
  }

  /// The entropy of their softmax, in nats.
  static double entropy(double[] s) {
    var log = s.clone();
    toLogProbabilities(log);
    double sum = 0;
    for (double each : log) if (each != Double.NEGATIVE_INFINITY) sum -= Math.exp(each) * each;
    return sum;
  }
}

package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// One token out of many by chance (METHODS 7.1): temperature, then the k best, then the best that hold p together.
record Draw(double temperature, int topK, double topP) {
  /// @param scores logits [V]; −∞ cannot be drawn
  /// @return the lowest id whose cumulative probability exceeds the one number that is drawn
  int from(double[] scores, SplittableRandom random) {
    var p = probabilities(scores);
    double draw = random.nextDouble(), sum = 0;
    int last = 0;
    for (int id = 0; id < p.length; id++) {
      if (p[id] == 0) continue;
      sum += p[id];
      last = id;
      if (sum > draw) return id;
    }
    return last; // rounding may leave the sum a hair below 1
  }

  /// What may be drawn, with its probability; 0 elsewhere.
  double[] probabilities(double[] scores) {
    var s = Arrays.stream(scores).map(x -> x / temperature).toArray();
    keepBest(s);
    keepMass(s);
    return softmax(s);
  }

  /// Out if below the k-th best, so that ties stay.
  private void keepBest(double[] s) {
    if (topK == 0 || topK >= s.length) return;
    var sorted = s.clone();
    Arrays.sort(sorted);
    double least = sorted[s.length - topK];
    for (int i = 0; i < s.length; i++) if (s[i] < least) s[i] = Double.NEGATIVE_INFINITY;
  }

  /// Out from the least likely up, higher ids first, while the sum stays within 1 − p. Holtzman et al. 2020,
  /// arXiv:1904.09751.
  private void keepMass(double[] s) {
    if (topP >= 1) return;
    var p = softmax(s);
    var up =
        IntStream.range(0, p.length)
            .filter(i -> p[i] > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> p[i])
                    .thenComparing(Comparator.reverseOrder()))
            .toList();
    double sum = 0;
    for (int i : up.subList(0, Math.max(0, up.size() - 1))) {
      sum += p[i];
      if (sum > 1 - topP) return;
      s[i] = Double.NEGATIVE_INFINITY;
    }
  }

  private static double[] softmax(double[] s) {
    double max = Arrays.stream(s).max().orElse(0), sum = 0;
    var p = new double[s.length];
    for (int i = 0; i < s.length; i++) sum += p[i] = Math.exp(s[i] - max);
    for (int i = 0; i < s.length; i++) p[i] /= sum;
    return p;
  }
}

package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What leaves tokens out of a draw, never all of them; what was out stays out.
@FunctionalInterface
interface Cut {
  /// Sets `scores` [V] to −∞ where a token cannot be drawn.
  void apply(double[] scores);

  /// Out if below the k-th best, so that ties stay.
  record Best(int k) implements Cut {
    @Override
    public void apply(double[] scores) {
      if (k >= scores.length) return;
      var sorted = scores.clone();
      Arrays.sort(sorted);
      double least = sorted[scores.length - k];
      drop(scores, i -> scores[i] < least);
    }
  }

  /// Out from the least likely up, higher ids first, while the sum stays within 1 − p. Holtzman et al. 2020,
  /// arXiv:1904.09751.
  record Mass(double p) implements Cut {
    @Override
    public void apply(double[] scores) {
      var share = Scores.softmax(scores);
      var up = upwards(scores, i -> share[i], Comparator.reverseOrder());
      double sum = 0;
      for (int k = 0; k < up.length - 1; k++) {
        sum += share[up[k]];
        if (sum > 1 - p) return;
        scores[up[k]] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  /// Out if less likely than this share of the likeliest. Nguyen et al. 2024, arXiv:2407.01082.
  record Share(double p) implements Cut {
    @Override
    public void apply(double[] scores) {
      var share = Scores.softmax(scores);
      double least = p * Arrays.stream(share).max().orElse(0);
      drop(scores, i -> share[i] < least);
    }
  }

  /// Stay those whose information is nearest to the mean, until they hold p together. Meister et al. 2022,
  /// arXiv:2202.00666. The likeliest may go.
  record Typical(double p) implements Cut {
    @Override
    public void apply(double[] scores) {
      var log = scores.clone();
      Scores.toLogProbabilities(log);
      double entropy = Scores.entropy(scores);
      var apart = Arrays.stream(log).map(each -> Math.abs(-each - entropy)).toArray();
      var near = upwards(scores, i -> apart[i], Comparator.naturalOrder());
      if (near.length == 0) return;
      double sum = 0;
      int last = 0;
      while (last < near.length - 1 && (sum += Math.exp(log[near[last]])) < p) last++;
      double most = apart[near[last]];
      drop(scores, i -> apart[i] > most);
    }
  }

  /// Out if less likely than epsilon. Hewitt et al. 2022, arXiv:2210.15191.
  record Epsilon(double epsilon) implements Cut {
    @Override
    public void apply(double[] scores) {
      below(scores, epsilon);
    }
  }

  /// The same with a threshold that sinks with the entropy. Hewitt et al. 2022, arXiv:2210.15191.
  record Eta(double epsilon) implements Cut {
    @Override
    public void apply(double[] scores) {
      below(scores, Math.min(epsilon, Math.sqrt(epsilon) * Math.exp(-Scores.entropy(scores))));
    }
  }

  private static void below(double[] scores, double least) {
    var share = Scores.softmax(scores);
    double best = Arrays.stream(scores).max().orElse(0);
    drop(scores, i -> share[i] < least && scores[i] < best);
  }

  /// The places of what is not out yet.
  private static int[] upwards(double[] scores, IntToDoubleFunction by, Comparator<Integer> ties) {
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] > Double.NEGATIVE_INFINITY)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(by::applyAsDouble).thenComparing(ties))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void drop(double[] scores, IntPredicate out) {
    for (int i = 0; i < scores.length; i++) if (out.test(i)) scores[i] = Double.NEGATIVE_INFINITY;
  }
}

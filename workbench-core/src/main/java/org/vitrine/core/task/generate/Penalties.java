package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.vitrine.core.task.generate.Decoding.Bias;

/// Rules by which tokens become likelier or less likely.
final class Penalties {
  private Penalties() {}

  /// Each token that occurred becomes less likely, by more than 1. Keskar et al. 2019, arXiv:1909.05858.
  static Rule repeated(double by) {
    return (scores, text) -> scale(scores, text, by);
  }

  /// Each token that was read becomes likelier, by more than 1.
  static Rule read(long[] read, double by) {
    return (scores, _) -> scale(scores, read, 1 / by);
  }

  /// Each token once: a score above 0 is divided, another multiplied.
  private static void scale(double[] scores, long[] tokens, double by) {
    Arrays.stream(tokens)
        .distinct()
        .mapToInt(Math::toIntExact)
        .filter(id -> id >= 0 && id < scores.length)
        .forEach(id -> scores[id] = scores[id] > 0 ? scores[id] / by : scores[id] * by);
  }

  /// Adds to the scores of tokens that complete a run.
  record Biased(List<Bias> biases) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      for (var bias : biases) {
        var run = bias.run();
        long last = run[run.length - 1];
        if (last >= 0 && last < scores.length && Bans.completes(text, run))
          scores[(int) last] += bias.by();
      }
    }
  }

  /// Makes the end likelier with every token beyond `after`, whatever the sign of its score.
  record Ending(Set<Long> ends, int after, double factor) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      int beyond = text.length - after;
      if (beyond <= 0) return;
      for (long id : ends) {
        if (id < 0 || id >= scores.length || Double.isInfinite(scores[(int) id])) continue;
        scores[(int) id] += Math.abs(scores[(int) id]) * (Math.pow(factor, beyond) - 1);
      }
    }
  }
}

package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;

/// Rules by which tokens cannot come.
final class Bans {
  private Bans() {}

  /// Whatever would write a run of n tokens a second time.
  record Again(int n) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      copies(scores, text, text, n);
    }
  }

  /// Whatever would write a run of n tokens that was read.
  record Copied(int n, long[] read) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      copies(scores, text, read, n);
    }
  }

  /// Excludes what follows in `from` wherever the last n − 1 tokens of the text stand there.
  private static void copies(double[] scores, long[] text, long[] from, int n) {
    int last = text.length - (n - 1);
    if (last < 0) return;
    for (int i = 0; i + n <= from.length; i++) {
      if (Arrays.equals(from, i, i + n - 1, text, last, text.length))
        Rule.exclude(scores, from[i + n - 1]);
    }
  }

  /// What would complete a run. As in the reference, a run longer than the text is left alone.
  record Run(long[] tokens) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      if (completes(text, tokens)) Rule.exclude(scores, tokens[tokens.length - 1]);
    }
  }

  /// Whether the last token of a run would complete it.
  static boolean completes(long[] text, long[] run) {
    int before = run.length - 1;
    return (before == 0 || run.length <= text.length)
        && Arrays.equals(text, text.length - before, text.length, run, 0, before);
  }

  /// Tokens that must not come while the text is so long.
  record While(Set<Long> tokens, IntPredicate length) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      if (length.test(text.length)) tokens.forEach(id -> Rule.exclude(scores, id));
    }
  }

  /// Leaves nothing else to choose once the text is so long.
  record AllBut(Set<Long> tokens, int length) implements Rule {
    @Override
    public void apply(double[] scores, long[] text) {
      if (text.length != length) return;
      Arrays.fill(scores, Double.NEGATIVE_INFINITY);
      for (long id : tokens) if (id >= 0 && id < scores.length) scores[(int) id] = 0;
    }
  }
}

package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.HashSet;

/// What is changed in the scores of next tokens before one is chosen (METHODS 7.1), in the order of `transformers`: the
/// repetition penalty, banned n-grams, the minimum length. A banned token scores −∞.
///
/// @param prompt tokens of the prompt
record Rules(Decoding how, int prompt) {
  /// Changes `scores` [V] in place.
  ///
  /// @param text prompt and what was generated so far
  void apply(double[] scores, long[] text) {
    penalise(scores, text);
    ban(scores, text);
    boolean early = text.length < how.minLength() || text.length - prompt < how.minNewTokens();
    if (early) how.ends().forEach(end -> exclude(scores, end));
  }

  /// Each token that occurred, once: a score above 0 is divided, another multiplied. Keskar et al. 2019, arXiv:1909.05858.
  private void penalise(double[] scores, long[] text) {
    double by = how.repetitionPenalty();
    if (by == 1) return;
    var seen = new HashSet<Long>();
    for (long id : text) {
      if (!seen.add(id)) continue;
      int at = (int) id;
      scores[at] = scores[at] > 0 ? scores[at] / by : scores[at] * by;
    }
  }

  /// Whatever would write a run of n tokens a second time.
  private void ban(double[] scores, long[] text) {
    int n = how.noRepeatNgram();
    if (n == 0 || text.length + 1 < n) return;
    int from = text.length - (n - 1);
    for (int i = 0; i + n <= text.length; i++) {
      if (Arrays.equals(text, i, i + n - 1, text, from, text.length))
        exclude(scores, text[i + n - 1]);
    }
  }

  private static void exclude(double[] scores, long id) {
    if (id >= 0 && id < scores.length) scores[(int) id] = Double.NEGATIVE_INFINITY;
  }
}

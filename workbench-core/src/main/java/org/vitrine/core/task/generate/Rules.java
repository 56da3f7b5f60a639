package org.vitrine.core.task.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// What is changed in the scores of next tokens before one is chosen (METHODS 7.1), in the order of `transformers`: the
/// repetition penalty, runs that came before, banned runs, the minimum length, forced tokens. A banned token scores −∞.
///
/// @param prompt tokens of the prompt; @param limit most tokens, prompt included
record Rules(Decoding how, int prompt, int limit) {
  /// Changes `scores` [V] in place.
  ///
  /// @param text prompt and what was generated so far
  void apply(double[] scores, long[] text) {
    penalise(scores, text);
    ban(scores, text);
    how.banned().forEach(run -> ban(scores, text, run));
    boolean early = text.length < how.minLength() || text.length - prompt < how.minNewTokens();
    if (early) how.ends().forEach(end -> exclude(scores, end));
    if (text.length == 1) force(scores, how.first());
    if (text.length == limit - 1) force(scores, how.last());
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

  /// What would complete a banned run. As in the reference, a run as long as the text or longer is left alone if it has
  /// several tokens, and the end alone cannot be banned.
  private void ban(double[] scores, long[] text, long[] run) {
    int before = run.length - 1;
    if (before == 0 && how.ends().contains(run[0])) return;
    if (run.length > text.length) return;
    if (Arrays.equals(text, text.length - before, text.length, run, 0, before))
      exclude(scores, run[before]);
  }

  /// Leaves nothing else to choose.
  private static void force(double[] scores, Set<Long> only) {
    if (only.isEmpty()) return;
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (long id : only) if (id >= 0 && id < scores.length) scores[(int) id] = 0;
  }

  private static void exclude(double[] scores, long id) {
    if (id >= 0 && id < scores.length) scores[(int) id] = Double.NEGATIVE_INFINITY;
  }
}

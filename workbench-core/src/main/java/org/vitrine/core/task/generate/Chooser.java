package org.vitrine.core.task.generate;

import java.util.SplittableRandom;

/// One token out of many.
@FunctionalInterface
interface Chooser {
  int choose(double[] scores, SplittableRandom random);

  /// By chance, or the best.
  static Chooser of(Decoding how) {
    return how.sample() ? Draw.of(how.sampling())::from : (scores, _) -> best(scores);
  }

  /// The lowest id among the best.
  private static int best(double[] scores) {
    int best = 0;
    for (int id = 1; id < scores.length; id++) if (scores[id] > scores[best]) best = id;
    return best;
  }
}

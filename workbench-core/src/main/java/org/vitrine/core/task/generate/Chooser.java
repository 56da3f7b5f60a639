package org.vitrine.core.task.generate;

import java.util.SplittableRandom;

/// One token out of many: by chance, or the best.
record Chooser(Decoding how) {
  int choose(double[] scores, SplittableRandom random) {
    return how.sample()
        ? new Draw(how.temperature(), how.topK(), how.topP()).from(scores, random)
        : best(scores);
  }

  /// The lowest id among the best.
  private static int best(double[] scores) {
    int best = 0;
    for (int id = 1; id < scores.length; id++) if (scores[id] > scores[best]) best = id;
    return best;
  }
}

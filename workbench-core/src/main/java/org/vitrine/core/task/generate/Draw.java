package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.task.generate.Decoding.Sampling;

/// One token out of many by chance (METHODS 7.1): the temperature, then what leaves tokens out, in the order of
/// `transformers`.
record Draw(double temperature, List<Cut> cuts) {
  static Draw of(Sampling how) {
    var cuts = new ArrayList<Cut>();
    if (how.topK() > 0) cuts.add(new Cut.Best(how.topK()));
    if (how.topP() < 1) cuts.add(new Cut.Mass(how.topP()));
    if (how.minP() > 0) cuts.add(new Cut.Share(how.minP()));
    if (how.typicalP() < 1) cuts.add(new Cut.Typical(how.typicalP()));
    if (isShare(how.epsilonCutoff())) cuts.add(new Cut.Epsilon(how.epsilonCutoff()));
    if (isShare(how.etaCutoff())) cuts.add(new Cut.Eta(how.etaCutoff()));
    return new Draw(how.temperature(), cuts);
  }

  /// The reference passes over others without a word.
  private static boolean isShare(double cutoff) {
    return cutoff > 0 && cutoff < 1;
  }

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
    var s = scores.clone();
    for (int i = 0; i < s.length; i++) s[i] /= temperature;
    for (var cut : cuts) cut.apply(s);
    return Scores.softmax(s);
  }
}

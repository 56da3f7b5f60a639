package org.vitrine.core.task.generate;

/// One thing that is changed in the scores of next tokens before one is chosen. A token that must not come scores −∞.
@FunctionalInterface
interface Rule {
  /// Changes `scores` [V] in place.
  ///
  /// @param text prompt and what was generated so far
  void apply(double[] scores, long[] text);

  /// Ids that are no tokens of the model are passed over.
  static void exclude(double[] scores, long id) {
    if (id >= 0 && id < scores.length) scores[(int) id] = Double.NEGATIVE_INFINITY;
  }
}

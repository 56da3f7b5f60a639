package org.vitrine.core.insight;

/// Where a query may look, one kind of target a score (METHODS 1.9, 1.10). In the order in which roles win ties.
public enum Target {
  INDUCTION(0.4),
  DUPLICATE(0.4),
  PREVIOUS(0.4),
  NEXT(0.4),
  SELF(0.4),
  SEPARATOR(0.5),
  FIRST(0.5),
  LOCAL(0.7);

  /// The score from which a head may bear this role.
  final double threshold;

  Target(double threshold) {
    this.threshold = threshold;
  }
}

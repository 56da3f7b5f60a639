package org.vitrine.ui.charts;

/// An exponential mean that grows with its curve, as TensorBoard draws it (METHODS 2.15): the start is not pulled towards
/// zero, a constant curve stays as it is, points that are no numbers pass through.
final class Smoothing {
  private final Curve smooth = new Curve();
  private double weight = Double.NaN;
  private int done, cuts;
  private double mean, debias, first;
  private boolean constant;

  /// The raw curve smoothed as far as it goes; only what is new is computed.
  ///
  /// @param weight of the past, 0 .. below 1
  Curve of(Curve raw, double weight) {
    if (weight != this.weight || raw.cuts() != cuts) restart(raw, weight);
    for (; done < raw.size(); done++) smooth.add(raw.x(done), next(raw.y(done)));
    return smooth;
  }

  private void restart(Curve raw, double weight) {
    this.weight = weight;
    cuts = raw.cuts();
    smooth.clear();
    done = 0;
    mean = 0;
    debias = 1;
    constant = true;
  }

  private double next(double y) {
    if (!Double.isFinite(y) || weight == 0) return y;
    if (debias == 1) first = y;
    constant &= y == first;
    mean = weight * mean + (1 - weight) * y;
    debias *= weight;
    return constant ? y : mean / (1 - debias);
  }
}

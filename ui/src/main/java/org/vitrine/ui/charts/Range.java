package org.vitrine.ui.charts;

/// A part of an axis.
public record Range(double from, double to) {
  public double length() {
    return to - from;
  }

  /// @param by above 1 comes closer
  /// @param at share of the range that stays where it is, 0..1
  Range zoom(double by, double at) {
    double length = length() / by, start = from + (length() - length) * at;
    return new Range(start, start + length);
  }

  /// Moved into `whole`, and never longer.
  Range inside(Range whole) {
    double length = Math.min(length(), whole.length());
    double start = Math.clamp(from, whole.from, whole.to - length);
    return new Range(start, start + length);
  }

  /// Steps of 1, 2 or 5 times a power of ten, about this many.
  double step(int many) {
    double rough = length() / Math.max(1, many),
        power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
  }
}

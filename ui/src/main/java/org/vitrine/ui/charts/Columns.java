package org.vitrine.ui.charts;

import java.util.Arrays;

/// What of a curve a chart this wide can show: in each pixel column its least and greatest value, in their order. A spike of
/// one step among a million is still drawn.
final class Columns {
  private static final int PER_COLUMN = 3; // least, greatest, and a gap

  double[] x = {};
  double[] y = {};
  int size;
  double least, greatest;

  /// @param from x at the left edge, `to` at the right
  /// @param columns pixels between them
  static Columns of(Curve curve, double from, double to, int columns) {
    var picked = new Columns();
    picked.least = Double.POSITIVE_INFINITY;
    picked.greatest = Double.NEGATIVE_INFINITY;
    int first = Math.max(0, curve.from(from) - 1), end = Math.min(curve.size(), curve.upTo(to) + 2);
    if (first >= end || columns < 1) return picked;
    picked.x = new double[Math.min(end - first, (columns + 2) * PER_COLUMN)];
    picked.y = new double[picked.x.length];
    if (end - first <= picked.x.length) {
      for (int i = first; i < end; i++) picked.add(curve.x(i), curve.y(i));
    } else picked.thin(curve, first, end, from, columns / (to - from));
    return picked;
  }

  private void thin(Curve curve, int first, int end, double from, double scale) {
    int i = first;
    while (i < end) {
      long column = (long) Math.floor((curve.x(i) - from) * scale);
      int low = -1, high = -1, gap = -1;
      for (; i < end && (long) Math.floor((curve.x(i) - from) * scale) == column; i++) {
        double value = curve.y(i);
        if (!Double.isFinite(value)) gap = i;
        else {
          if (low < 0 || value < curve.y(low)) low = i;
          if (high < 0 || value > curve.y(high)) high = i;
        }
      }
      if (low >= 0) {
        int before = Math.min(low, high), after = Math.max(low, high);
        add(curve.x(before), curve.y(before));
        if (after != before) add(curve.x(after), curve.y(after));
      }
      if (gap >= 0) add(curve.x(gap), Double.NaN);
    }
  }

  private void add(double px, double py) {
    if (size == x.length) {
      x = Arrays.copyOf(x, size + 64);
      y = Arrays.copyOf(y, size + 64);
    }
    x[size] = px;
    y[size++] = py;
    if (!Double.isFinite(py)) return;
    least = Math.min(least, py);
    greatest = Math.max(greatest, py);
  }
}

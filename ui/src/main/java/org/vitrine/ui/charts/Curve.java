package org.vitrine.ui.charts;

import java.util.Arrays;

/// Points of one line in the order of x, in plain arrays: a million cost 16 MB. Used on the window's thread.
public final class Curve {
  private double[] x = new double[64];
  private double[] y = new double[64];
  private int size;
  private int cuts;

  /// Adds a point at the end. One that lies before the end replaces what stood from there on: a run that went on from a
  /// checkpoint repeats its last steps.
  ///
  /// @param y NaN for a gap
  public void add(double x, double y) {
    if (size > 0 && x <= this.x[size - 1]) {
      size = from(x);
      cuts++;
    }
    if (size == this.x.length) {
      this.x = Arrays.copyOf(this.x, 2 * size);
      this.y = Arrays.copyOf(this.y, 2 * size);
    }
    this.x[size] = x;
    this.y[size++] = y;
  }

  public void clear() {
    size = 0;
    cuts++;
  }

  public int size() {
    return size;
  }

  public double x(int i) {
    return x[i];
  }

  public double y(int i) {
    return y[i];
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// x of the last point, NaN if there is none.
  public double end() {
    return size == 0 ? Double.NaN : x[size - 1];
  }

  /// y of the last point that is a number, NaN if there is none.
  public double last() {
    for (int i = size - 1; i >= 0; i--) if (Double.isFinite(y[i])) return y[i];
    return Double.NaN;
  }

  /// The first point at or after x; [#size] if there is none.
  public int from(double x) {
    int at = Arrays.binarySearch(this.x, 0, size, x);
    return at >= 0 ? at : -at - 1;
  }

  /// The last point at or before x, −1 if there is none.
  public int upTo(double x) {
    int at = Arrays.binarySearch(this.x, 0, size, x);
    return at >= 0 ? at : -at - 2;
  }

  /// Counts how often points were taken back: whoever keeps something per point starts anew when it changes.
  int cuts() {
    return cuts;
  }
}

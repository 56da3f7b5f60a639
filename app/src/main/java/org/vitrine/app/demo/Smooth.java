package org.vitrine.app.demo;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.history.Point;

/// Curves smoothed as TensorBoard does (METHODS 2.15): a running mean that is not pulled to 0 at its beginning.
final class Smooth {
  static final double WEIGHT = 0.6;

  private Smooth() {}

  static List<Point> curve(List<Point> points) {
    var smooth = new ArrayList<Point>();
    double sum = 0, weight = 1;
    for (var point : points) {
      if (!Double.isFinite(point.value())) continue;
      sum = WEIGHT * sum + (1 - WEIGHT) * point.value();
      weight *= WEIGHT;
      smooth.add(new Point(point.step(), sum / (1 - weight)));
    }
    return smooth;
  }
}

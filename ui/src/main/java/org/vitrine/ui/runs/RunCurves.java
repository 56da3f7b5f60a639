package org.vitrine.ui.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Point;
import org.vitrine.ui.charts.Curve;

/// The curves of one run in the window's memory, read forward from where they end.
final class RunCurves {
  static final List<String> NAMES =
      List.of(
          "train/loss",
          "eval/loss",
          "eval/accuracy",
          "train/epoch",
          "train/learning_rate",
          "train/grad_norm",
          "train/tokens_per_second",
          "train/memory_mb");

  private final Map<String, Curve> curves = new LinkedHashMap<>();

  RunCurves() {
    for (var name : NAMES) curves.put(name, new Curve());
  }

  Curve get(String name) {
    return curves.getOrDefault(name, new Curve());
  }

  /// Where each curve ends; taken on the window's thread, used off it.
  Map<String, Long> ends() {
    Map<String, Long> ends = new LinkedHashMap<>();
    curves.forEach((name, curve) -> ends.put(name, curve.isEmpty() ? -1 : (long) curve.end()));
    return ends;
  }

  /// Off the window's thread.
  static Map<String, List<Point>> read(History history, String run, Map<String, Long> ends) {
    Map<String, List<Point>> more = new LinkedHashMap<>();
    ends.forEach((name, end) -> more.put(name, history.after(run, name, end)));
    return more;
  }

  void add(Map<String, List<Point>> more) {
    more.forEach((name, points) -> {
      var curve = get(name);
      for (var point : points) curve.add(point.step(), point.value());
    });
  }

  /// The best point of a curve, null without one.
  ///
  /// @param least whether small is good
  @Nullable Spot best(String name, boolean least) {
    var curve = get(name);
    Spot best = null;
    for (int i = 0; i < curve.size(); i++) {
      double y = curve.y(i);
      if (!Double.isFinite(y)) continue;
      if (best == null || (least ? y < best.y() : y > best.y())) best = new Spot(curve.x(i), y);
    }
    return best;
  }

  record Spot(double x, double y) {}

  void clear() {
    curves.values().forEach(Curve::clear);
  }
}

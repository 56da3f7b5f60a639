package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;
import org.vitrine.ui.charts.Curve;

/// What stands on the horizontal axis of runs laid over one another. Steps are counted; where a step lies in epochs or
/// minutes is drawn between the places that the run told: its epochs at each step, the times of its events.
enum OverlayAxis {
  STEP,
  EPOCH,
  TIME;

  String key() {
    return "axis." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /// A curve of a run on this axis.
  Curve curve(Run run, Map<String, List<Point>> curves, String metric) {
    var at = place(run, curves);
    var curve = new Curve();
    for (var point : curves.getOrDefault(metric, List.of())) {
      double x = at.applyAsDouble(point.step());
      // several points of one moment: the last counts
      if (!Double.isNaN(x)) curve.add(x, point.value());
    }
    return curve;
  }

  private LongToDoubleFunction place(Run run, Map<String, List<Point>> curves) {
    return switch (this) {
      case STEP -> step -> step;
      case EPOCH -> between(curves.getOrDefault("train/epoch", List.of()));
      case TIME -> between(minutes(run));
    };
  }

  /// Minutes since the run began, by step, as its events tell them; time in which it was not there does not count.
  private static List<Point> minutes(Run run) {
    var knots = new ArrayList<Point>();
    double minutes = 0;
    long last = -1;
    boolean away = false;
    for (var event : run.events()) {
      long now = event.time().toEpochMilli();
      if (last >= 0 && !away && !event.kind().equals("started")) minutes += (now - last) / 60_000.0;
      last = now;
      away = event.kind().equals("paused");
      // a run that went on from a checkpoint tells some steps again
      while (!knots.isEmpty() && knots.getLast().step() > event.step()) knots.removeLast();
      if (!knots.isEmpty() && knots.getLast().step() == event.step()) knots.removeLast();
      knots.add(new Point(event.step(), minutes));
    }
    var head = run.head();
    if (head.heartbeat() != null && !away && last >= 0 && head.status().alive()) {
      double more = Math.max(0, head.heartbeat().toEpochMilli() - last) / 60_000.0;
      if (knots.isEmpty() || head.step() > knots.getLast().step())
        knots.add(new Point(head.step(), minutes + more));
    }
    return knots;
  }

  /// Straight between the knots, and on with the last slope behind them; NaN where there are none.
  private static LongToDoubleFunction between(List<Point> knots) {
    if (knots.isEmpty()) return _ -> Double.NaN;
    return step -> {
      int low = 0, high = knots.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (knots.get(middle).step() <= step) low = middle;
        else high = middle - 1;
      }
      int from = Math.max(0, Math.min(low, knots.size() - 2));
      var a = knots.get(from);
      var b = knots.get(Math.min(from + 1, knots.size() - 1));
      if (a.step() == b.step()) return a.value();
      double share = (step - a.step()) / (double) (b.step() - a.step());
      return a.value() + share * (b.value() - a.value());
    };
  }
}

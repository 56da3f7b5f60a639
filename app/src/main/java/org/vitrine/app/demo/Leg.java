package org.vitrine.app.demo;

import java.util.List;
import java.util.Map;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;

/// One of the two runs that are held beside each other.
///
/// @param seconds from its first step to its last
record Leg(Run run, Map<String, List<Point>> curves, double seconds) {
  List<Point> loss() {
    return curves.getOrDefault("train/loss", List.of());
  }

  List<Point> accuracy() {
    return curves.getOrDefault("eval/accuracy", List.of());
  }

  long examples() {
    return run.head().examples();
  }

  /// Measured before the first update.
  Interval before() {
    return interval(accuracy().getFirst());
  }

  /// Measured after the last update.
  Interval after() {
    return interval(accuracy().getLast());
  }

  private Interval interval(Point point) {
    return Interval.of(point.value(), examples(), run.recipe().arguments().seed());
  }

  /// What was captured of one probe, oldest first.
  List<Run.Capture> film(int probe) {
    return run.captures().stream().filter(c -> c.probe() == probe).toList();
  }
}

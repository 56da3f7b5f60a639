package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalDouble;

/// How long an update takes, by the mean of the last twenty (METHODS 4.3). The first two updates of a process never count.
final class Pace {
  private static final int LAST = 20;
  private static final int WARM = 2;

  private final ArrayDeque<Seen> seen = new ArrayDeque<>();

  private record Seen(long step, Instant time) {}

  /// @param started the step at which the process began
  /// @param step done at this moment
  void saw(long started, long step, Instant now) {
    if (step < started + WARM) return;
    if (!seen.isEmpty() && seen.getLast().step() >= step) return;
    seen.add(new Seen(step, now));
    while (seen.size() > 2 && second().step() <= step - LAST) seen.removeFirst();
  }

  private Seen second() {
    var all = seen.iterator();
    all.next();
    return all.next();
  }

  OptionalDouble secondsPerStep() {
    if (seen.size() < 2) return OptionalDouble.empty();
    var first = seen.getFirst();
    var last = seen.getLast();
    double seconds = Duration.between(first.time(), last.time()).toNanos() / 1e9;
    return OptionalDouble.of(seconds / (last.step() - first.step()));
  }

  void clear() {
    seen.clear();
  }
}

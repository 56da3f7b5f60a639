package org.vitrine.core.train;

import java.util.TreeSet;

/// At which steps probes are looked at: 0, 1, 2, 4, ... while learning is fast, then twelfths of the run.
final class ProbeGrid {
  private final TreeSet<Long> steps = new TreeSet<>();

  ProbeGrid(long total) {
    steps.add(0L);
    for (long power = 1; power <= total / 6; power *= 2) steps.add(power);
    long last = steps.last();
    for (int k = 1; k <= 12; k++) {
      long even = Math.round(total * k / 12.0);
      if (even > last * 1.25) steps.add(even);
    }
    steps.add(total);
  }

  boolean has(long step) {
    return steps.contains(step);
  }
}

package org.vitrine.core.base;

/// How fast a long piece of work goes, and how long it will still take: the mean of its last seconds.
public final class Pace {
  private static final double WINDOW = 5;

  private long first = -1, last;
  private long done;
  private double rate;

  /// @param done units so far; @param nanos time of it, as `System.nanoTime` tells
  public void at(long done, long nanos) {
    if (first < 0 || done < this.done) { // begins, or begins anew
      first = last = nanos;
      this.done = done;
      rate = 0;
      return;
    }
    double seconds = (nanos - last) / 1e9;
    if (seconds < 0.5) return; // too short to tell
    double now = (done - this.done) / seconds;
    double weight = rate == 0 ? 1 : Math.min(1, seconds / WINDOW);
    rate += weight * (now - rate);
    this.done = done;
    last = nanos;
  }

  /// Units a second, 0 until it can be told.
  public double rate() {
    return rate;
  }

  /// Seconds until `total`, −1 until it can be told.
  public double secondsLeft(long total) {
    return rate <= 0 ? -1 : Math.max(0, total - done) / rate;
  }
}

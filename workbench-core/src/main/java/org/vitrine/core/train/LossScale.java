package org.vitrine.core.train;

import org.jspecify.annotations.Nullable;

/// The factor that lifts small gradients above what float16 can tell from 0 (METHODS 2.13): it halves where a gradient
/// overflowed, and that update is left out; it doubles after [#PATIENCE] good updates in a row.
final class LossScale {
  static final double FIRST = 65536;
  static final int PATIENCE = 2000;

  /// Under this nothing that is finite could have overflowed: the loss itself is lost.
  private static final double LEAST = 1e-4;

  /// @param good updates since the last change; @param skipped updates left out since the run's start
  record State(double scale, int good, long skipped) {
    static final State START = new State(FIRST, 0, 0);
  }

  private final boolean active;
  private State state;

  /// @param active whether products are float16; else the factor is 1 and nothing is ever left out
  /// @param state of a checkpoint, null for a new run
  LossScale(boolean active, @Nullable State state) {
    this.active = active;
    this.state = state == null ? State.START : state;
  }

  boolean active() {
    return active;
  }

  double factor() {
    return active ? state.scale : 1;
  }

  void good() {
    if (!active) return;
    boolean due = state.good + 1 >= PATIENCE;
    state = new State(due ? state.scale * 2 : state.scale, due ? 0 : state.good + 1, state.skipped);
  }

  /// A gradient was not finite.
  ///
  /// @return whether the run can go on, with half the factor
  boolean overflowed() {
    state = new State(state.scale / 2, 0, state.skipped + 1);
    return active && state.scale >= LEAST;
  }

  /// Updates left out so far; schedule and optimizer stand still in them.
  long skipped() {
    return state.skipped;
  }

  /// What a checkpoint must remember, null if there is nothing.
  @Nullable State state() {
    return active ? state : null;
  }
}

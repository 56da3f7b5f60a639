package org.vitrine.core.train;

/// Where a run tells what happens; `history` keeps it, a test collects it.
@FunctionalInterface
public interface RunLog {
  /// Returns at once; what was told is kept within a quarter second.
  void add(RunEvent event);

  /// Returns when everything told so far is kept.
  default void flush() {}
}

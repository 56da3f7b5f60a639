package org.vitrine.core.history;

/// How a run stands. `INTERRUPTED` is a run whose worker is gone without a word: its heartbeat stopped.
public enum RunStatus {
  QUEUED,
  RUNNING,
  PAUSED,
  FINISHED,
  STOPPED,
  INTERRUPTED,
  FAILED;

  /// Whether a worker holds this run now.
  public boolean alive() {
    return this == RUNNING || this == PAUSED;
  }
}

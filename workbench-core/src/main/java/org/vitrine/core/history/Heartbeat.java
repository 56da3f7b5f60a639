package org.vitrine.core.history;

import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells everybody once a second that a run's worker is there.
public final class Heartbeat implements AutoCloseable {
  private static final String BEGIN =
      """
      UPDATE run SET worker = ?, pid = ?, machine = ?, heartbeat = ? WHERE key = ?
      """;
  private static final String BEAT = "UPDATE run SET heartbeat = ? WHERE key = ? AND worker = ?";
  // Apart from the beat: only this is a change that windows are told.
  private static final String BACK =
      "UPDATE run SET lost = 0 WHERE key = ? AND worker = ? AND lost = 1";

  private final Database db;
  private final long key;
  private final String worker = UUID.randomUUID().toString();
  private final AtomicBoolean taken = new AtomicBoolean();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("history-heartbeat").daemon().factory());

  Heartbeat(Database db, String run, long pid) {
    this.db = db;
    key =
        db.write(sql -> {
          long number = Heads.key(sql, run);
          sql.change(BEGIN, worker, pid, Machine.HERE, System.currentTimeMillis(), number);
          sql.change(BACK, number, worker);
          return number;
        });
    clock.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  private void beat() {
    db.quietly(sql -> {
      taken.set(sql.change(BEAT, System.currentTimeMillis(), key, worker) == 0);
      return sql.change(BACK, key, worker);
    });
  }

  /// Whether another worker has this run now, or nobody knows the run any more: after a long sleep of the computer the
  /// user may have started it anew. The worker that sees this ends without a word.
  public boolean taken() {
    return taken.get();
  }

  /// The worker leaves: a run that has not ended by now counts as interrupted at once.
  @Override
  public void close() {
    clock.shutdownNow();
    db.quietly(sql ->
        sql.change(
            "UPDATE run SET lost = 1 WHERE key = ? AND worker = ? AND status IN ('running', 'paused')",
            key,
            worker));
  }
}

package org.vitrine.core.history;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/// Notices that a worker is gone, which nobody can write but who looks, and writes it down so that every reader is told once.
final class Watch {
  private static final String OPEN =
      """
      SELECT key, status, lost, heartbeat, machine, pid FROM run WHERE status IN ('running', 'paused') AND lost = 0
      """;
  private static final String LOST =
      """
      UPDATE run SET lost = 1 WHERE key = ? AND heartbeat IS ? AND lost = 0 AND status IN ('running', 'paused')
      """;

  private record Gone(long key, long heartbeat) {}

  private final Database db;
  private final AtomicLong looked = new AtomicLong();

  Watch(Database db) {
    this.db = db;
  }

  static long tick(Sql sql) throws SQLException {
    return sql.number("SELECT tick FROM clock");
  }

  /// At most once a second.
  void look() {
    long now = System.currentTimeMillis(), last = looked.get();
    if (db.readOnly() || now - last < 1000 || !looked.compareAndSet(last, now)) return;
    var open =
        db.read(sql ->
            sql.rows(
                OPEN,
                row ->
                    Heads.status(row) == RunStatus.INTERRUPTED
                        ? new Gone(row.getLong("key"), row.getLong("heartbeat"))
                        : new Gone(0, 0)));
    for (var each : open)
      if (each.key > 0) db.quietly(sql -> sql.change(LOST, each.key, each.heartbeat));
  }
}

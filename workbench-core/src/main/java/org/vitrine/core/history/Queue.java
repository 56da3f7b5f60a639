package org.vitrine.core.history;

import java.sql.SQLException;
import java.util.Set;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.Commands.Command;

/// Who may use a device, and what runs are asked to do.
final class Queue {
  private static final String OTHERS =
      """
      SELECT * FROM run WHERE status IN ('running', 'paused') AND device = ? AND id <> ?
      """;
  // A queued run for which nobody has asked for a while holds up nobody.
  private static final String BEFORE =
      """
      SELECT count(*) FROM run AS other JOIN run AS mine ON mine.id = ?
      WHERE other.status = 'queued' AND other.deleted IS NULL AND other.device IN (?, 'auto')
        AND (other.queued, other.key) < (mine.queued, mine.key)
        AND max(other.queued, coalesce(other.heartbeat, 0)) > ?
      """;
  private static final String CLAIM =
      """
      UPDATE run SET status = 'running', device = ?, heartbeat = ?, pid = ?, machine = ?, worker = NULL, lost = 0
      WHERE id = ?
      """;
  private static final String TAKE =
      """
      UPDATE command SET taken = ? WHERE key = (SELECT min(key) FROM command WHERE run = ? AND taken IS NULL)
      RETURNING name
      """;
  private static final String WAITS = "SELECT count(*) FROM run WHERE id = ? AND status = 'queued'";
  private static final Set<Command> ENDING = Set.of(Command.STOP, Command.DISCARD, Command.SUSPEND);

  private final Database db;

  Queue(Database db) {
    this.db = db;
  }

  void enter(String run) {
    db.write(sql -> {
      if (Runs.status(sql, run).alive()) throw new Problem("history.alive", run);
      long key = Heads.key(sql, run);
      sql.change("DELETE FROM command WHERE run = ? AND taken IS NULL", key);
      return sql.change(
          "UPDATE run SET status = 'queued', queued = ?, heartbeat = NULL, ended = NULL, message = NULL, lost = 0 WHERE key = ?",
          System.currentTimeMillis(),
          key);
    });
  }

  boolean mayStart(String run, String device) {
    return db.write(sql -> {
      long now = System.currentTimeMillis(), pid = ProcessHandle.current().pid();
      sql.change("UPDATE run SET heartbeat = ? WHERE id = ? AND status = 'queued'", now, run);
      var status = Runs.status(sql, run);
      if (status == RunStatus.RUNNING) return holds(sql, run, pid);
      if (status != RunStatus.QUEUED) return false;
      boolean busy =
          sql.rows(OTHERS, Heads::status, device, run).stream().anyMatch(RunStatus::alive);
      if (busy || sql.number(BEFORE, run, device, now - Heads.SILENCE) > 0) {
        sql.change("UPDATE run SET device = ? WHERE id = ? AND device <> ?", device, run, device);
        return false;
      }
      return sql.change(CLAIM, device, now, pid, Machine.HERE, run) > 0;
    });
  }

  private static boolean holds(Sql sql, String run, long pid) throws SQLException {
    var here = "SELECT count(*) FROM run WHERE id = ? AND pid = ? AND machine = ?";
    return sql.number(here, run, pid, Machine.HERE) > 0;
  }

  void command(String run, Command command) {
    db.write(sql -> {
      long key = Heads.key(sql, run), now = System.currentTimeMillis();
      if (ENDING.contains(command) && sql.number(WAITS, run) > 0) {
        Events.add(sql, key, 0, "stopped", "run.left_queue");
        return sql.change("UPDATE run SET status = 'stopped', ended = ? WHERE key = ?", now, key);
      }
      return sql.change(
          "INSERT INTO command (run, name, time) VALUES (?, ?, ?)", key, command.name(), now);
    });
  }

  Commands commands(String run) {
    long key = db.read(sql -> Heads.key(sql, run));
    return () -> next(key);
  }

  private Command next(long key) {
    long open =
        db.read(
            sql -> sql.number("SELECT count(*) FROM command WHERE run = ? AND taken IS NULL", key));
    if (open == 0) return Command.GO;
    return db.write(sql ->
        sql.first(TAKE, row -> Command.valueOf(row.getString(1)), System.currentTimeMillis(), key)
            .orElse(Command.GO));
  }
}

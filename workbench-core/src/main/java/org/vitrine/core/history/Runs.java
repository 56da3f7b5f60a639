package org.vitrine.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Recipe;

/// Making, naming, deleting of runs.
final class Runs {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final String ADD =
      """
      INSERT INTO run (id, name, status, task, model, data, device, recipe, created, queued, heartbeat)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LEAVE =
      "UPDATE run SET status = 'stopped', ended = ? WHERE id = ? AND status = 'queued'";

  private static final String ALIKE =
      "SELECT name FROM run WHERE substr(name, 1, length(?)) = ? AND deleted IS NULL";

  private final Database db;
  private final Places places;

  Runs(Database db, Places places) {
    this.db = db;
    this.places = places;
  }

  String create(Recipe recipe, RunStatus status) {
    return db.write(sql -> {
      long now = System.currentTimeMillis();
      var id = freeId(sql, now);
      sql.change(
          ADD,
          id,
          freeName(sql, nameOf(recipe)),
          word(status),
          recipe.task(),
          recipe.model(),
          recipe.data().path(),
          recipe.device(),
          Json.line(recipe),
          now,
          now,
          status.alive() ? now : null);
      return id;
    });
  }

  static String word(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String freeId(Sql sql, long now) throws SQLException {
    var stamp = STAMP.format(Instant.ofEpochMilli(now).atZone(ZoneId.systemDefault()));
    while (true) {
      var id = stamp + "-" + UUID.randomUUID().toString().substring(0, 4);
      if (sql.number("SELECT count(*) FROM run WHERE id = ?", id) == 0) return id;
    }
  }

  private static String nameOf(Recipe recipe) {
    if (recipe.name() != null && !recipe.name().isBlank()) return recipe.name().strip();
    return last(recipe.model()) + " · " + last(recipe.data().path()).replaceFirst("\\.[^.]+$", "");
  }

  private static String last(String path) {
    var parts = path.split("[/\\\\]+", -1);
    for (int i = parts.length - 1; i >= 0; i--) if (!parts[i].isBlank()) return parts[i];
    return path;
  }

  private static String freeName(Sql sql, String wanted) throws SQLException {
    var taken = new HashSet<>(sql.rows(ALIKE, row -> row.getString(1), wanted, wanted));
    var name = wanted;
    for (int number = 2; taken.contains(name); number++) name = wanted + " " + number;
    return name;
  }

  /// Sets one column of one run.
  ///
  /// @throws Problem `history.unknown`
  void set(String run, String column, Object value) {
    db.write(sql ->
        known(run, sql.change("UPDATE run SET " + column + " = ? WHERE id = ?", value, run)));
  }

  private static boolean known(String run, int rows) {
    if (rows == 0) throw new Problem("history.unknown", run);
    return true;
  }

  void tags(String run, Set<String> tags) {
    db.write(sql -> {
      long key = Heads.key(sql, run);
      sql.change("DELETE FROM tag WHERE run = ?", key);
      for (var tag : tags)
        if (!tag.isBlank()) sql.change("INSERT OR IGNORE INTO tag VALUES (?, ?)", key, tag.strip());
      return sql.change("UPDATE run SET note = note WHERE key = ?", key); // counts as a change
    });
  }

  void delete(String run) {
    db.write(sql -> {
      if (status(sql, run).alive()) throw new Problem("history.alive", run);
      long now = System.currentTimeMillis();
      sql.change(LEAVE, now, run); // or its worker would train what nobody sees
      return sql.change("UPDATE run SET deleted = ? WHERE id = ?", now, run);
    });
  }

  static RunStatus status(Sql sql, String run) throws SQLException {
    return sql.first("SELECT * FROM run WHERE id = ?", Heads::status, run)
        .orElseThrow(() -> new Problem("history.unknown", run));
  }

  void restore(String run) {
    db.write(sql -> known(run, sql.change("UPDATE run SET deleted = NULL WHERE id = ?", run)));
  }

  /// Folders go first: a kill between the two leaves a row that the next purge finds again, never a forgotten folder.
  List<String> purge(Instant before) {
    var purged = new ArrayList<String>();
    var old =
        db.read(sql ->
            sql.rows(
                "SELECT id FROM run WHERE deleted < ?",
                row -> row.getString(1),
                before.toEpochMilli()));
    for (var run : old) {
      erase(run);
      purged.add(run);
    }
    return purged;
  }

  /// Removes for good a run that is in the bin.
  void erase(String run) {
    var folder = places.home().run(run).normalize();
    try {
      if (inside(folder)) Disk.delete(folder);
    } catch (IOException e) {
      throw new Problem("base.write", e, folder, Disk.reason(e));
    }
    db.write(sql -> sql.change("DELETE FROM run WHERE id = ? AND deleted IS NOT NULL", run));
  }

  /// An id from a file that somebody else made may not lead anywhere else.
  private boolean inside(Path folder) {
    var all = places.home().root().resolve("runs");
    return folder.startsWith(all) && !folder.equals(all);
  }
}

package org.vitrine.core.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// The numbered texts that bring a file from one shape to the next. `PRAGMA user_version` says how many it has seen.
///
/// @param scripts from version 0 on; one that was ever shipped is never changed
record Schema(List<String> scripts) {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String ALIVE =
      """
      SELECT count(*) FROM run WHERE status IN ('running', 'paused') AND heartbeat > ?
      """;

  static Schema current() {
    var all = new ArrayList<String>();
    for (int number = 1; ; number++) {
      try (InputStream in = Schema.class.getResourceAsStream("schema/" + number + ".sql")) {
        if (in == null) return new Schema(all);
        all.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Makes a new file's tables, or changes an older one's after a copy, while no run is alive.
  ///
  /// @throws Problem `history.newer` for a file of a later Vitrine, `history.migrate` while a run of the older one goes on
  void bring(Sql sql, Path file) throws SQLException {
    long version = version(sql);
    if (version == scripts.size()) return;
    refuseNewer(version, file);
    if (version > 0) {
      refuseWhileAlive(sql, file);
      backUp(sql, file, version);
    }
    sql.transaction(_ -> {
      long now = version(sql); // another process may have been quicker
      if (now > 0 && now < scripts.size()) refuseWhileAlive(sql, file);
      for (long next = now; next < scripts.size(); next++) sql.run(scripts.get((int) next));
      if (now < scripts.size()) sql.run("PRAGMA user_version = " + scripts.size());
      return true;
    });
  }

  /// For a file that cannot be changed.
  ///
  /// @throws Problem `history.newer`, or `history.older` if it would have to be changed first
  void check(Sql sql, Path file) throws SQLException {
    long version = version(sql);
    refuseNewer(version, file);
    if (version < scripts.size()) throw new Problem("history.older", file);
  }

  private static long version(Sql sql) throws SQLException {
    return sql.number("PRAGMA user_version");
  }

  private void refuseNewer(long version, Path file) {
    if (version > scripts.size()) throw new Problem("history.newer", file, version, scripts.size());
  }

  private static void refuseWhileAlive(Sql sql, Path file) throws SQLException {
    if (sql.number(ALIVE, System.currentTimeMillis() - 10_000) > 0)
      throw new Problem("history.migrate", file);
  }

  private static void backUp(Sql sql, Path file, long version) {
    var stamp = STAMP.format(Instant.now().atZone(ZoneId.systemDefault()));
    var backup = file.resolveSibling("history-v" + version + "-" + stamp + ".db");
    Disk.appear(
        backup,
        beside -> {
          try {
            sql.change("VACUUM INTO ?", beside.toString());
          } catch (SQLException e) {
            throw new IOException(Failures.reason(e), e);
          }
        });
  }
}

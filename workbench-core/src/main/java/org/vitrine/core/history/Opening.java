package org.vitrine.core.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;

/// How the file is opened: to write, or only to read where writing is not possible.
final class Opening {
  /// Milliseconds that a statement waits while another process writes.
  private static final int PATIENCE = 10_000;

  /// `FROZEN` is for a folder in which SQLite cannot even keep its index of the write-ahead log.
  enum Mode {
    WRITE(""),
    READ("?mode=ro"),
    FROZEN("?immutable=1");

    final String suffix;

    Mode(String suffix) {
      this.suffix = suffix;
    }

    Mode forReading() {
      return this == FROZEN ? FROZEN : READ;
    }
  }

  private Opening() {}

  /// @throws Problem if there is nothing that can be read
  static Database open(Home home, Schema schema) {
    var file = home.history();
    Problem reason;
    try {
      home.ready();
      return writable(file, schema);
    } catch (Problem e) {
      reason = e;
    } catch (SQLException e) {
      if (!Failures.unwritable(e)) throw Failures.reading(file, e);
      reason = Failures.problem(file, e);
    }
    if (!reason.key().equals("base.home") && !reason.key().equals("history.write")) throw reason;
    if (!Files.isReadable(file)) throw reason;
    return readable(file, schema, reason);
  }

  private static Database writable(Path file, Schema schema) throws SQLException {
    makePrivate(file);
    var sql = connect(file, Mode.WRITE);
    try {
      schema.bring(sql, file);
      return new Database(file, file, Mode.WRITE, sql, null);
    } catch (SQLException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /// SQLite gives the files beside it the same rights.
  private static void makePrivate(Path file) {
    try {
      if (Files.exists(file)) return;
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException _) {
      // Another process was quicker.
    } catch (IOException e) {
      throw new Problem("history.write", e, file, Disk.reason(e));
    }
  }

  static Database readable(Path file, Schema schema, Problem reason) {
    try {
      return readable(file, file, Mode.READ, schema, reason);
    } catch (SQLException e) {
      if (!Failures.unwritable(e)) throw Failures.reading(file, e);
    }
    try {
      // Frozen, SQLite overlooks a write-ahead log; what is not yet moved from there would be
      // missing or half there.
      var log = file.resolveSibling(file.getFileName() + "-wal");
      if (Disk.size(log) > 0) return readable(file, copied(file, log), Mode.READ, schema, reason);
      return readable(file, file, Mode.FROZEN, schema, reason);
    } catch (SQLException e) {
      throw Failures.reading(file, e);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  private static Database readable(Path file, Path place, Mode mode, Schema schema, Problem reason)
      throws SQLException {
    var sql = connect(place, mode);
    try {
      schema.check(sql, file);
      return new Database(file, place, mode, sql, reason.toFacts());
    } catch (SQLException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  private static Path copied(Path file, Path log) throws IOException {
    var folder = Files.createTempDirectory("vitrine-history");
    var copy = folder.resolve(file.getFileName());
    var copiedLog = folder.resolve(log.getFileName());
    Files.copy(file, copy);
    Files.copy(log, copiedLog);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(folder)));
    return copy;
  }

  private static void forget(Path folder) {
    try {
      Disk.delete(folder);
    } catch (IOException _) {
      // The system empties its folder for temporary files.
    }
  }

  static Sql connect(Path file, Mode mode) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false); // else the driver asks for the last row after every insert
    config.setReadOnly(mode != Mode.WRITE);
    // Whole from the file's own address, so that ? and # in a folder's name stay part of it.
    var address = "jdbc:sqlite:" + file.toUri().toASCIIString() + mode.suffix;
    var sql = new Sql(DriverManager.getConnection(address, config.toProperties()));
    try {
      sql.number("SELECT count(*) FROM sqlite_schema");
      if (mode == Mode.WRITE) {
        sql.first("PRAGMA journal_mode = WAL", row -> row.getString(1));
        sql.run("PRAGMA synchronous = FULL"); // what flush() promised outlives a power cut
      }
      return sql;
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }
}

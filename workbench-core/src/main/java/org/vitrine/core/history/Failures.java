package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.vitrine.core.base.Problem;

/// What SQLite's refusals mean to a person.
final class Failures {
  private Failures() {}

  /// SQLite's primary result code, 1 for anything that is not its own.
  static int code(SQLException e) {
    return e instanceof SQLiteException own ? own.getResultCode().code & 0xff : 1;
  }

  private static boolean is(SQLException e, SQLiteErrorCode... codes) {
    for (var each : codes) if (code(e) == each.code) return true;
    return false;
  }

  /// Whether the file itself is no database, or not any more.
  static boolean damaged(SQLException e) {
    return is(
        e,
        SQLiteErrorCode.SQLITE_CORRUPT,
        SQLiteErrorCode.SQLITE_NOTADB,
        SQLiteErrorCode.SQLITE_FORMAT);
  }

  /// Whether the place does not let us write, though it may let us read.
  static boolean unwritable(SQLException e) {
    return is(
        e,
        SQLiteErrorCode.SQLITE_READONLY,
        SQLiteErrorCode.SQLITE_CANTOPEN,
        SQLiteErrorCode.SQLITE_PERM,
        SQLiteErrorCode.SQLITE_AUTH,
        SQLiteErrorCode.SQLITE_IOERR,
        SQLiteErrorCode.SQLITE_FULL);
  }

  static boolean busy(SQLException e) {
    return is(e, SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED);
  }

  /// Whether the same may go well a little later: the disk is full, another process holds the file.
  static boolean passing(SQLException e) {
    return busy(e) || unwritable(e);
  }

  static Problem problem(Path file, SQLException e) {
    if (damaged(e)) return new Problem("history.damaged", e, file);
    if (busy(e)) return new Problem("history.busy", e, file);
    if (is(e, SQLiteErrorCode.SQLITE_CONSTRAINT)) return new Problem("history.gone", e, file);
    return new Problem("history.write", e, file, reason(e));
  }

  static Problem reading(Path file, SQLException e) {
    if (damaged(e) || busy(e)) return problem(file, e);
    return new Problem("base.read", e, file, reason(e));
  }

  /// One of a few plain reasons, SQLite's own words for the rest.
  static String reason(SQLException e) {
    if (is(e, SQLiteErrorCode.SQLITE_FULL)) return "no space left";
    if (is(e, SQLiteErrorCode.SQLITE_READONLY, SQLiteErrorCode.SQLITE_PERM))
      return "access was denied";
    return String.valueOf(e.getMessage());
  }
}

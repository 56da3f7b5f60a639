package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The file: one writer, and as many readers as threads read at once. SQLite's write-ahead log lets readers go on while
/// somebody writes, in this process or another.
final class Database implements AutoCloseable {
  private final Path file;
  private final Path place;
  private final Opening.Mode mode;
  private final @Nullable Writer writer;
  private final Problem.@Nullable Facts trouble;
  private final Deque<Sql> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /// @param file what sentences call it
  /// @param place where it is read, a copy perhaps
  Database(Path file, Path place, Opening.Mode mode, Sql first, Problem.@Nullable Facts trouble) {
    this.file = file;
    this.place = place;
    this.mode = mode;
    this.trouble = trouble;
    if (mode == Opening.Mode.WRITE) {
      writer = new Writer(file, first);
    } else {
      writer = null;
      idle.push(first);
    }
  }

  boolean readOnly() {
    return writer == null;
  }

  /// Why nothing can be written, null if it can.
  Problem.@Nullable Facts trouble() {
    return trouble;
  }

  /// Looks at the file as it is at one moment.
  <T> T read(Sql.Work<T> work) {
    try {
      var found = idle.poll();
      var sql = found == null ? Opening.connect(place, mode.forReading()) : found;
      boolean sound = false;
      try {
        sql.change("BEGIN");
        var result = work.on(sql);
        sql.change("COMMIT");
        sound = true;
        return result;
      } finally {
        if (sound && !closed) idle.push(sql);
        else sql.close();
      }
    } catch (SQLException e) {
      throw Failures.reading(file, e);
    }
  }

  /// For questions of one's own.
  Query query() {
    return new Query(file, place, mode);
  }

  /// Does it in a transaction and returns when it is on disk.
  <T> T write(Sql.Work<T> work) {
    return writer().now(work);
  }

  /// @see Writer#later
  void later(Sql.Work<?> work) {
    writer().later(work);
  }

  /// @see Writer#quietly
  void quietly(Sql.Work<?> work) {
    if (writer != null) writer.quietly(work);
  }

  void flush() {
    if (writer != null) writer.flush();
  }

  private Writer writer() {
    if (writer == null) throw new Problem("history.readonly", file);
    return writer;
  }

  /// Readers first: the last to leave moves the write-ahead log into the file, and must be able to.
  @Override
  public void close() {
    closed = true;
    for (var sql = idle.poll(); sql != null; sql = idle.poll()) close(sql);
    if (writer != null) writer.close();
  }

  private static void close(Sql sql) {
    try {
      sql.close();
    } catch (SQLException _) {
      // A connection that only read has nothing to lose.
    }
  }
}

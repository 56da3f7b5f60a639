package org.vitrine.core.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection, its statements compiled once. Used by one thread at a time.
final class Sql implements AutoCloseable {
  /// Something done with a connection.
  interface Work<T> {
    T on(Sql sql) throws SQLException;
  }

  /// How a row becomes a value.
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  interface Look {
    void at(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> compiled = new HashMap<>();
  private final Map<String, Work<?>> last = new LinkedHashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /// Runs a text of one or more statements without places.
  void run(String text) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(text);
    }
  }

  /// @return how many rows it changed
  int change(String text, @Nullable Object... values) throws SQLException {
    try {
      return filled(text, values).executeUpdate();
    } catch (SQLException e) {
      forget(text);
      throw e;
    }
  }

  <T> List<T> rows(String text, Row<T> as, @Nullable Object... values) throws SQLException {
    var all = new ArrayList<T>();
    each(text, row -> all.add(as.of(row)), values);
    return all;
  }

  /// Goes through the rows without keeping them.
  ///
  /// @return how many there were
  int each(String text, Look look, @Nullable Object... values) throws SQLException {
    int count = 0;
    try (var rows = filled(text, values).executeQuery()) {
      for (; rows.next(); count++) look.at(rows);
    } catch (SQLException e) {
      forget(text);
      throw e;
    }
    return count;
  }

  /// The driver ends a statement that failed; it would refuse to be used again.
  private void forget(String text) throws SQLException {
    var statement = compiled.remove(text);
    if (statement != null) statement.close();
  }

  /// The first row, closed before it returns; a statement that changes and returns is run to its end.
  <T> Optional<T> first(String text, Row<T> as, @Nullable Object... values) throws SQLException {
    var all = rows(text, as, values);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  long number(String text, @Nullable Object... values) throws SQLException {
    return first(text, row -> row.getLong(1), values).orElse(0L);
  }

  private PreparedStatement filled(String text, @Nullable Object... values) throws SQLException {
    var statement = compiled.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      compiled.put(text, statement);
    }
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, java.sql.Types.NULL);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Double number -> statement.setDouble(i + 1, number);
        default -> statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  /// Puts something off to the end of the transaction; of several with one key only the last is done.
  void atEnd(String key, Work<?> work) {
    last.put(key, work);
  }

  /// All or nothing. `IMMEDIATE` waits for other writers at the beginning, where waiting is safe.
  <T> T transaction(Work<T> work) throws SQLException {
    last.clear();
    run("BEGIN IMMEDIATE");
    try {
      var result = work.on(this);
      for (var each : last.values()) each.on(this);
      run("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        run("ROLLBACK");
      } catch (SQLException _) {
        // SQLite has rolled back already, after a full disk for example.
      }
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    for (var statement : compiled.values()) statement.close();
    connection.close();
  }
}

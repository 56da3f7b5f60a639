package org.vitrine.core.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.vitrine.core.base.Problem;

/// Somebody's own question in SQL. It has a connection of its own that can only read: opened read-only, `query_only`, without
/// attached files, with an end to its time, its rows and the length of a value.
final class Query {
  private static final int MOST_ROWS = 1000, LONGEST_CELL = 2000, MOST_BYTES = 16 << 20;
  private static final int STEPS_BETWEEN_LOOKS = 10_000;
  private static final Pattern READS = Pattern.compile("(?is)(select|with|values|explain)\\b.*");

  /// Views in words that people use, for this connection alone.
  private static final List<String> VIEWS =
      List.of(
          """
          CREATE TEMP VIEW runs AS SELECT id AS run, name, status, task, model, data, device,
            datetime(created / 1000, 'unixepoch') AS created, (ended - started) / 1000.0 AS seconds, step AS steps, loss AS train_loss,
            score, score_name, examples,
            json_extract(recipe, '$.arguments.learning_rate') AS learning_rate,
            json_extract(recipe, '$.arguments.per_device_train_batch_size') AS batch_size,
            json_extract(recipe, '$.arguments.num_train_epochs') AS epochs,
            json_extract(recipe, '$.arguments.seed') AS seed,
            json_extract(recipe, '$.learns') AS learns,
            (SELECT group_concat(name, ' ') FROM tag WHERE tag.run = run.key) AS tags, note
          FROM main.run WHERE deleted IS NULL
          """,
          """
          CREATE TEMP VIEW evaluations AS SELECT r.id AS run, m.step AS step,
            max(CASE n.name WHEN 'eval/loss' THEN m.value END) AS loss,
            max(CASE n.name WHEN 'eval/accuracy' THEN m.value END) AS accuracy
          FROM main.metric m JOIN main.run r ON r.key = m.run JOIN main.metric_name n ON n.key = m.name
          WHERE r.deleted IS NULL AND n.name LIKE 'eval/%' GROUP BY r.id, m.step
          """);

  private final Path file;
  private final Path place;
  private final Opening.Mode mode;

  Query(Path file, Path place, Opening.Mode mode) {
    this.file = file;
    this.place = place;
    this.mode = mode;
  }

  /// @throws Problem `history.query-write` for anything but one question, `history.query-slow` if it took too long,
  ///     `history.query` with SQLite's own words
  QueryAnswer ask(String sql, Duration most) {
    var text = question(sql);
    long began = System.nanoTime(), end = began + most.toNanos();
    try (var connection = connect()) {
      ProgressHandler.setHandler(
          connection,
          STEPS_BETWEEN_LOOKS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return System.nanoTime() > end ? 1 : 0;
            }
          });
      try (var statement = connection.prepareStatement(text);
          var rows = statement.executeQuery()) {
        return answer(rows, began);
      }
    } catch (SQLException e) {
      if (System.nanoTime() > end) throw new Problem("history.query-slow", e, most.toSeconds());
      if (Failures.damaged(e)) throw Failures.reading(file, e);
      throw new Problem("history.query", e, plain(e));
    }
  }

  /// Names that a question may use: tables, views and their columns.
  List<String> words() {
    Set<String> words = new LinkedHashSet<>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT m.name, p.name FROM
                  (SELECT name FROM temp.sqlite_schema WHERE type = 'view' UNION ALL
                   SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%') m
                JOIN pragma_table_info(m.name) p
                """)) {
      while (rows.next()) {
        words.add(rows.getString(1));
        words.add(rows.getString(2));
      }
    } catch (SQLException e) {
      throw Failures.reading(file, e);
    }
    return List.copyOf(words);
  }

  /// One statement that reads.
  private static String question(String sql) {
    var text = sql.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("--[^\\n]*", " ").strip();
    while (text.endsWith(";")) text = text.substring(0, text.length() - 1).strip();
    boolean several = text.replaceAll("'[^']*'|\"[^\"]*\"", "").contains(";");
    if (several || !READS.matcher(text).matches()) throw new Problem("history.query-write");
    return sql.strip().replaceAll(";+\\s*$", "");
  }

  private Connection connect() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(2000);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(MOST_BYTES));
    config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
    var address = "jdbc:sqlite:" + place.toUri().toASCIIString() + mode.forReading().suffix;
    var connection = DriverManager.getConnection(address, config.toProperties());
    try (var statement = connection.createStatement()) {
      for (var view : VIEWS) statement.executeUpdate(view);
      statement.executeUpdate("PRAGMA query_only = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static QueryAnswer answer(ResultSet rows, long began) throws SQLException {
    var about = rows.getMetaData();
    var columns = new ArrayList<String>();
    for (int c = 1; c <= about.getColumnCount(); c++) columns.add(about.getColumnLabel(c));
    var all = new ArrayList<List<@Nullable String>>();
    boolean more = false;
    while (rows.next()) {
      if (all.size() == MOST_ROWS) {
        more = true;
        break;
      }
      var row = new ArrayList<@Nullable String>();
      for (int c = 1; c <= columns.size(); c++) row.add(cell(rows.getObject(c)));
      all.add(row);
    }
    return new QueryAnswer(columns, all, more, (System.nanoTime() - began) / 1e6);
  }

  private static @Nullable String cell(@Nullable Object value) {
    if (value == null) return null;
    if (value instanceof byte[] bytes) return "(" + bytes.length + " bytes)";
    var text =
        value instanceof Double
            ? value.toString().replace("E", "e").replace(".0e", "e")
            : value.toString();
    return text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text;
  }

  /// SQLite's sentence without the driver's frame: `no such column: lr`.
  private static String plain(SQLException e) {
    var text = String.valueOf(e.getMessage());
    int from = text.indexOf('('), to = text.lastIndexOf(')');
    var inner = from >= 0 && to > from ? text.substring(from + 1, to) : text;
    return inner.toLowerCase(Locale.ROOT).startsWith("sql error or") ? text : inner;
  }
}

package org.vitrine.core.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// Runs as lists show them, and whether their workers are still there.
final class Heads {
  /// Milliseconds after which a silent worker counts as gone.
  static final long SILENCE = 20_000;

  private static final String SELECT =
      """
      SELECT *, (SELECT json_group_array(name) FROM (SELECT name FROM tag WHERE tag.run = run.key ORDER BY name)) AS tags
      FROM run
      """;
  private static final String LISTED =
      SELECT + "WHERE (deleted IS NOT NULL) = ? ORDER BY created DESC, key DESC";
  private static final String NAMED =
      SELECT
          + "WHERE id = ? OR name = ? ORDER BY id = ? DESC, deleted IS NULL DESC, created DESC, key DESC LIMIT 1";
  private static final String BEGINNING = SELECT + "WHERE substr(id, 1, length(?)) = ? LIMIT 2";
  private static final String CHANGED = SELECT + "WHERE changed > ? ORDER BY changed";

  private final Places places;

  Heads(Places places) {
    this.places = places;
  }

  List<RunHead> listed(Sql sql, boolean deleted) throws SQLException {
    return sql.rows(LISTED, this::head, deleted ? 1 : 0);
  }

  /// By id, by name (the newest of several), or by the beginning of an id if only one begins so.
  Optional<RunHead> find(Sql sql, String words) throws SQLException {
    var named = sql.first(NAMED, this::head, words, words, words);
    if (named.isPresent() || words.isBlank()) return named;
    var beginning = sql.rows(BEGINNING, this::head, words, words);
    return beginning.size() == 1 ? Optional.of(beginning.getFirst()) : Optional.empty();
  }

  List<RunHead> changedAfter(Sql sql, long tick) throws SQLException {
    return sql.rows(CHANGED, this::head, tick);
  }

  /// The number by which other tables know a run.
  ///
  /// @throws Problem `history.unknown`
  static long key(Sql sql, String id) throws SQLException {
    return sql.first("SELECT key FROM run WHERE id = ?", row -> row.getLong(1), id)
        .orElseThrow(() -> new Problem("history.unknown", id));
  }

  /// Milliseconds after which a run that waits for its turn, and for which nobody has asked, has no worker any more.
  static final long FORGOTTEN = 120_000;

  /// How a run stands, from any row with the columns `status`, `lost`, `queued`, `heartbeat`, `machine` and `pid`.
  static RunStatus status(ResultSet row) throws SQLException {
    var told = RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    boolean gone = told == RunStatus.QUEUED ? forgotten(row) : told.alive() && left(row);
    return gone ? RunStatus.INTERRUPTED : told;
  }

  private static boolean forgotten(ResultSet row) throws SQLException {
    long asked = Math.max(row.getLong("queued"), row.getLong("heartbeat"));
    return asked < System.currentTimeMillis() - FORGOTTEN;
  }

  private static boolean left(ResultSet row) throws SQLException {
    if (row.getInt("lost") == 1) return true;
    if (row.getLong("heartbeat") < System.currentTimeMillis() - SILENCE) return true;
    var machine = row.getString("machine");
    return machine != null && Machine.gone(machine, row.getLong("pid"));
  }

  private RunHead head(ResultSet row) throws SQLException {
    return new RunHead(
        row.getString("id"),
        row.getString("name"),
        status(row),
        row.getString("task"),
        row.getString("model"),
        row.getString("data"),
        row.getString("device"),
        Instant.ofEpochMilli(row.getLong("created")),
        time(row, "started"),
        time(row, "ended"),
        time(row, "heartbeat"),
        row.getLong("step"),
        row.getLong("total_steps"),
        number(row, "loss"),
        row.getString("score_name"),
        number(row, "score"),
        row.getLong("examples"),
        words(row.getString("tags")),
        row.getString("message"),
        places.shown(row.getString("path")),
        time(row, "deleted"));
  }

  static List<String> words(String json) {
    return Arrays.asList(Json.parse(json, String[].class, "history"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}

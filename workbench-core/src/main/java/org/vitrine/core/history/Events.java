package org.vitrine.core.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.history.Changes.Told;
import org.vitrine.core.train.RunEvent.Notice;

/// What happened in a run, and the checkpoints and captures that came of it.
final class Events {
  private static final String ADD =
      "INSERT INTO event (run, time, step, kind, notice) VALUES (?, ?, ?, ?, ?)";
  private static final String OF_RUN = "SELECT * FROM event WHERE run = ? ORDER BY key";
  private static final String AFTER =
      """
      SELECT event.*, run.id FROM event JOIN run ON run.key = event.run
      WHERE event.changed > ? ORDER BY event.changed
      """;
  private static final String CHECKPOINT =
      """
      INSERT INTO checkpoint (run, path, step, kind, time) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (run, path) DO UPDATE SET step = excluded.step, kind = excluded.kind, time = excluded.time
      """;
  private static final String CAPTURE =
      """
      INSERT INTO capture (run, step, probe, file, tokens, answer, time) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, step, probe) DO UPDATE
        SET file = excluded.file, tokens = excluded.tokens, answer = excluded.answer, time = excluded.time
      """;

  private Events() {}

  static void add(Sql sql, long run, long step, String kind, String key, Object... facts)
      throws SQLException {
    add(sql, run, step, kind, Notice.of(key, facts));
  }

  static void add(Sql sql, long run, long step, String kind, Notice notice) throws SQLException {
    sql.change(ADD, run, System.currentTimeMillis(), step, kind, Json.line(notice));
  }

  static void checkpoint(Sql sql, long run, long step, String path, String kind)
      throws SQLException {
    sql.change(CHECKPOINT, run, path, step, kind, System.currentTimeMillis());
  }

  static void capture(
      Sql sql,
      long run,
      long step,
      int probe,
      String file,
      List<String> tokens,
      Map<String, Double> answer)
      throws SQLException {
    sql.change(
        CAPTURE,
        run,
        step,
        probe,
        file,
        Json.line(tokens),
        Json.line(answer),
        System.currentTimeMillis());
  }

  /// Forgets what a run that goes on from a checkpoint will tell again.
  static void removeAfter(Sql sql, long run, long step) throws SQLException {
    sql.change(
        "DELETE FROM event WHERE run = ? AND step > ? AND kind IN ('evaluated', 'checkpoint', 'captured')",
        run,
        step);
    sql.change("DELETE FROM checkpoint WHERE run = ? AND step > ?", run, step);
    sql.change("DELETE FROM capture WHERE run = ? AND step > ?", run, step);
  }

  static List<Run.Event> of(Sql sql, long run) throws SQLException {
    return sql.rows(OF_RUN, Events::event, run);
  }

  static List<Told> after(Sql sql, long tick) throws SQLException {
    return sql.rows(AFTER, row -> new Told(row.getString("id"), event(row)), tick);
  }

  private static Run.Event event(ResultSet row) throws SQLException {
    return new Run.Event(
        row.getLong("key"),
        Instant.ofEpochMilli(row.getLong("time")),
        row.getLong("step"),
        row.getString("kind"),
        Json.parse(row.getString("notice"), Notice.class, "history"));
  }

  /// Only what is still there: the oldest are removed while a run goes on.
  static List<Run.Checkpoint> checkpoints(Sql sql, long run, Places places) throws SQLException {
    var all =
        sql.rows(
            "SELECT * FROM checkpoint WHERE run = ? ORDER BY step, time",
            row ->
                new Run.Checkpoint(
                    row.getLong("step"),
                    places.of(row.getString("path")).toString(),
                    row.getString("kind"),
                    Instant.ofEpochMilli(row.getLong("time"))),
            run);
    return all.stream().filter(each -> places.exists(each.path())).toList();
  }

  static List<Run.Capture> captures(Sql sql, long run, Places places) throws SQLException {
    return sql.rows(
        "SELECT * FROM capture WHERE run = ? ORDER BY step, probe",
        row ->
            new Run.Capture(
                row.getLong("step"),
                row.getInt("probe"),
                places.of(row.getString("file")).toString(),
                Heads.words(row.getString("tokens")),
                answer(row.getString("answer")),
                Instant.ofEpochMilli(row.getLong("time"))),
        run);
  }

  private static Map<String, Double> answer(String json) {
    var all = new LinkedHashMap<String, Double>();
    for (var each : Json.parse(json, "history").properties())
      all.put(each.getKey(), each.getValue().asDouble());
    return all;
  }
}

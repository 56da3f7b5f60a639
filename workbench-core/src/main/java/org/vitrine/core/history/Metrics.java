package org.vitrine.core.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitrine.core.history.Comparison.Ends;
import org.vitrine.core.train.RunEvent.Step;

/// The curves of all runs. SQLite stores NaN as NULL, and `getDouble` would draw a diverged loss as a perfect 0.0.
final class Metrics {
  private static final String NAME = "INSERT OR IGNORE INTO metric_name (name) VALUES (?)";
  private static final String ADD =
      """
      INSERT INTO metric (run, name, step, value) SELECT ?, key, ?, ? FROM metric_name WHERE name = ?
      ON CONFLICT (run, name, step) DO UPDATE SET value = excluded.value
      """;
  private static final String STEP =
      """
      INSERT INTO metric (run, name, step, value)
      SELECT ?1, key, ?2, CASE name WHEN 'train/loss' THEN ?3 WHEN 'train/learning_rate' THEN ?4
        WHEN 'train/grad_norm' THEN ?5 WHEN 'train/tokens_per_second' THEN ?6 ELSE ?7 END
      FROM metric_name WHERE name IN
        ('train/loss', 'train/learning_rate', 'train/grad_norm', 'train/tokens_per_second', 'train/epoch')
      ON CONFLICT (run, name, step) DO UPDATE SET value = excluded.value
      """;
  private static final String MEMORY = "train/memory_mb";
  private static final String NAMES =
      """
      SELECT name FROM metric_name
      WHERE EXISTS (SELECT 1 FROM metric WHERE run = ? AND metric.name = metric_name.key) ORDER BY name
      """;
  private static final String WHERE =
      """
      FROM metric WHERE run = (SELECT key FROM run WHERE id = ?)
      AND name = (SELECT key FROM metric_name WHERE name = ?)
      """;
  private static final String AFTER =
      "SELECT step, value " + WHERE + "AND step > ? ORDER BY step LIMIT ?";
  private static final String SPAN = "SELECT min(step), max(step) " + WHERE;
  private static final String LAST = "SELECT step, value " + WHERE + "ORDER BY step DESC LIMIT 1";
  // With one min() or max() SQLite takes the other column from the row that has it.
  private static final String LOWEST =
      "SELECT step, min(value) " + WHERE + "AND step BETWEEN ? AND ?";
  private static final String HIGHEST =
      "SELECT step, max(value) " + WHERE + "AND step BETWEEN ? AND ?";

  private Metrics() {}

  static void name(Sql sql, String name) throws SQLException {
    sql.change(NAME, name);
  }

  static void add(Sql sql, long run, long step, String name, double value) throws SQLException {
    sql.change(ADD, run, step, value, name);
  }

  /// The curves of an update at once.
  static void add(Sql sql, long run, Step step) throws SQLException {
    sql.change(
        STEP,
        run,
        step.step(),
        step.loss(),
        step.learningRate(),
        step.gradNorm(),
        step.tokensPerSecond(),
        step.epoch());
    if (!Double.isFinite(step.memoryMb())) return;
    name(sql, MEMORY); // files of earlier versions do not know it
    add(sql, run, step.step(), MEMORY, step.memoryMb());
  }

  static void removeAfter(Sql sql, long run, long step) throws SQLException {
    var names =
        sql.rows(
            "SELECT key FROM metric_name WHERE EXISTS (SELECT 1 FROM metric WHERE run = ? AND metric.name = metric_name.key)",
            row -> row.getLong(1),
            run);
    for (var name : names)
      sql.change("DELETE FROM metric WHERE run = ? AND name = ? AND step > ?", run, name, step);
  }

  static List<String> names(Sql sql, String run) throws SQLException {
    return sql.rows(NAMES, row -> row.getString(1), Heads.key(sql, run));
  }

  static List<Point> after(Sql sql, String run, String name, long step) throws SQLException {
    return sql.rows(AFTER, Metrics::point, run, name, step, Long.MAX_VALUE);
  }

  static Map<String, List<Point>> curves(Sql sql, String run) throws SQLException {
    var all = new LinkedHashMap<String, List<Point>>();
    for (var name : names(sql, run)) all.put(name, after(sql, run, name, Long.MIN_VALUE));
    return all;
  }

  /// The lowest and the highest point of each of `buckets` equal ranges of steps; every point if there are not more.
  static List<Point> thinned(Sql sql, String run, String name, int buckets) throws SQLException {
    var few = sql.rows(AFTER, Metrics::point, run, name, Long.MIN_VALUE, 2L * buckets + 1);
    if (few.size() <= 2 * buckets) return few;
    var span = sql.first(SPAN, row -> new long[] {row.getLong(1), row.getLong(2)}, run, name);
    long from = span.orElseThrow()[0], width = (span.get()[1] - from) / buckets + 1;
    var points = new ArrayList<Point>(2 * buckets);
    for (int i = 0; i < buckets; i++, from += width) {
      var low =
          sql.first(LOWEST, Metrics::extreme, run, name, from, from + width - 1).flatMap(p -> p);
      var high =
          sql.first(HIGHEST, Metrics::extreme, run, name, from, from + width - 1).flatMap(p -> p);
      if (low.isEmpty() || high.isEmpty()) continue;
      boolean falling = high.get().step() < low.get().step();
      points.add(falling ? high.get() : low.get());
      if (high.get().step() != low.get().step()) points.add(falling ? low.get() : high.get());
    }
    return points;
  }

  /// min() of nothing is a row of NULLs, min() of NaNs alone has a step.
  private static Optional<Point> extreme(ResultSet row) throws SQLException {
    row.getLong(1);
    return row.wasNull() ? Optional.empty() : Optional.of(point(row));
  }

  static Optional<Ends> ends(Sql sql, String run, String name) throws SQLException {
    var last = sql.first(LAST, Metrics::point, run, name);
    if (last.isEmpty()) return Optional.empty();
    var best =
        sql.first(
            lowIsGood(name) ? LOWEST : HIGHEST,
            Metrics::point,
            run,
            name,
            Long.MIN_VALUE,
            Long.MAX_VALUE);
    return Optional.of(new Ends(last.get().value(), best.orElseThrow().value()));
  }

  static boolean lowIsGood(String name) {
    return name.endsWith("loss") || name.endsWith("perplexity") || name.endsWith("grad_norm");
  }

  static Point point(ResultSet row) throws SQLException {
    double value = row.getDouble(2);
    boolean none = row.wasNull();
    return new Point(row.getLong(1), none ? Double.NaN : value);
  }
}

package org.vitrine.ui.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.QueryAnswer;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Workbench;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// A question about the runs in SQL that can only read, its answer, and the questions that somebody kept. No controls.
final class SqlModel {
  static final Duration MOST = Duration.ofSeconds(5);
  private static final String KEPT = "runs.queries", LAST = "runs.query";
  private static final List<String> KEYWORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "JOIN",
          "USING",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "AND",
          "OR",
          "NOT",
          "NULL",
          "LIKE",
          "DESC",
          "AS",
          "max",
          "min",
          "avg",
          "count",
          "round");

  /// Questions that come with the program, by the key of their name.
  static final Map<String, String> READY = new LinkedHashMap<>();

  static {
    READY.put(
        "sql.ready.best",
        """
        SELECT run, name, round(max(accuracy), 4) AS best, step, learning_rate
        FROM evaluations JOIN runs USING (run)
        GROUP BY run ORDER BY best DESC LIMIT 10\
        """);
    READY.put(
        "sql.ready.settings",
        """
        SELECT model, learning_rate, batch_size, count(*) AS runs, round(avg(score), 4) AS score
        FROM runs WHERE status = 'finished'
        GROUP BY model, learning_rate, batch_size ORDER BY score DESC\
        """);
    READY.put(
        "sql.ready.slow",
        "SELECT run, name, round(seconds / 60, 1) AS minutes, steps\nFROM runs ORDER BY seconds DESC LIMIT 10");
    READY.put(
        "sql.ready.failed",
        "SELECT run, name, status, steps, train_loss\nFROM runs WHERE status IN ('failed', 'interrupted')");
  }

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final StringProperty query = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable QueryAnswer> answer = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Problem> trouble = new SimpleObjectProperty<>();
  private List<String> names = List.of();

  /// @param queries by name, newest last
  private record Kept(Map<String, String> queries) {}

  SqlModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    var last = preferences.recall(LAST, String.class);
    query.set(last == null ? READY.getOrDefault("sql.ready.best", "") : last);
  }

  void run() {
    var asked = query.get();
    if (asked.isBlank()) return;
    preferences.remember(LAST, asked);
    latest.run(
        "runs.sql",
        () -> workbench.history().ask(asked, MOST),
        found -> {
          trouble.set(null);
          answer.set(found);
        },
        problem -> {
          answer.set(null);
          trouble.set(problem);
        });
  }

  /// Reads the names that can be asked for, once.
  void learn() {
    if (!names.isEmpty()) return;
    latest.run(
        "runs.sql.names", () -> workbench.history().queryWords(), found -> names = found, _ -> {});
  }

  /// What the word before this place may become.
  List<String> completions(String text, int caret) {
    var word = wordBefore(text, caret);
    var low = word.toLowerCase(Locale.ROOT);
    var all = new LinkedHashSet<>(names);
    all.addAll(KEYWORDS);
    return all.stream()
        .filter(n -> n.toLowerCase(Locale.ROOT).startsWith(low) && !n.equals(word))
        .limit(14)
        .toList();
  }

  static String wordBefore(String text, int caret) {
    int from = caret;
    while (from > 0
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '_'))
      from--;
    return text.substring(from, caret);
  }

  Map<String, String> kept() {
    var kept = preferences.recall(KEPT, Kept.class);
    return kept == null ? Map.of() : kept.queries();
  }

  /// Keeps the question under a name.
  void keep(String name) {
    if (name.isBlank() || query.get().isBlank()) return;
    var all = new LinkedHashMap<>(kept());
    all.put(name.strip(), query.get());
    preferences.remember(KEPT, new Kept(all));
  }

  void forget(String name) {
    var all = new LinkedHashMap<>(kept());
    all.remove(name);
    preferences.remember(KEPT, new Kept(all));
  }

  /// Runs that the answer names, by their ids, or by their names where it has no ids.
  List<String> runs(List<RunHead> known) {
    var found = answer.get();
    if (found == null) return List.of();
    var ids = known.stream().collect(Collectors.toMap(RunHead::id, RunHead::id, (a, _) -> a));
    var all = new LinkedHashSet<String>();
    for (var row : found.rows())
      for (var cell : row) if (cell != null && ids.containsKey(cell)) all.add(cell);
    int name = found.columns().indexOf("name");
    if (all.isEmpty() && name >= 0)
      for (var row : found.rows())
        for (var run : known) if (run.name().equals(row.get(name))) all.add(run.id());
    return new ArrayList<>(all);
  }

  /// The answer as CSV.
  String csv() {
    var found = answer.get();
    if (found == null) return "";
    var text = new StringBuilder(line(found.columns()));
    for (var row : found.rows()) text.append(line(row));
    return text.toString();
  }

  private static String line(List<? extends @Nullable String> cells) {
    return cells.stream()
            .map(c -> c == null ? "" : c)
            .map(c -> c.matches("(?s).*[\",\\r\\n].*") ? '"' + c.replace("\"", "\"\"") + '"' : c)
            .collect(Collectors.joining(","))
        + "\n";
  }

  StringProperty query() {
    return query;
  }

  ObjectProperty<@Nullable QueryAnswer> answer() {
    return answer;
  }

  ObjectProperty<@Nullable Problem> trouble() {
    return trouble;
  }
}

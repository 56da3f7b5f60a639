package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.Comparison;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunHead;
import tools.jackson.databind.JsonNode;

/// Settings and results of several runs, field by field, the first being what the others are held against.
///
/// @param rows recipe first, then environment, then results
record Differences(List<RunHead> runs, List<Row> rows) {
  /// @param field `learning_rate`, `learns`, `threads`, `eval/loss`; the last word of the recipe's own name
  /// @param values one a run, null where a run does not have the field
  record Row(String field, List<@Nullable String> values) {
    boolean differs() {
      return new HashSet<>(values).size() > 1;
    }

    /// Whether this run's value is not the first run's.
    boolean differs(int run) {
      return !Objects.equals(values.get(run), values.getFirst());
    }
  }

  /// Reads from the history; off the window's thread.
  static Differences of(History history, List<String> ids) {
    var heads = new ArrayList<RunHead>();
    for (var id : ids) heads.add(history.run(id).head());
    int count = ids.size();
    Map<String, List<@Nullable String>> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++)
      flatten("recipe", history.run(ids.get(i)).recipe().toJson(), i, count, fields);
    Map<String, List<@Nullable String>> results = new LinkedHashMap<>();
    for (int i = 1; i < count; i++) {
      var comparison = history.compare(ids.getFirst(), ids.get(i));
      for (var each : comparison.differences()) {
        // what a comparison does not name is the same as in the first run
        var row = fields.computeIfAbsent(each.field(), _ -> filled(count, each.a()));
        row.set(0, each.a());
        row.set(i, each.b());
      }
      for (var each : comparison.metrics()) {
        // the score stands in a row of its own, with its interval
        if (!each.name().startsWith("eval/") || each.name().equals(heads.getFirst().scoreName()))
          continue;
        var row = results.computeIfAbsent(each.name(), _ -> filled(count, null));
        row.set(0, best(each.a()));
        row.set(i, best(each.b()));
      }
    }
    results.put("time", new ArrayList<>(heads.stream().map(Faces::time).toList()));
    var rows = new ArrayList<Row>();
    fields.remove("recipe.name");
    fields.forEach((name, values) -> rows.add(new Row(shortened(name), values)));
    results.forEach((name, values) -> rows.add(new Row(name, values)));
    return new Differences(List.copyOf(heads), List.copyOf(rows));
  }

  private static List<@Nullable String> filled(int count, @Nullable String value) {
    List<@Nullable String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) all.add(value);
    return all;
  }

  private static @Nullable String best(Comparison.@Nullable Ends ends) {
    return ends == null ? null : Faces.digits(ends.best());
  }

  private static void flatten(
      String name, JsonNode value, int run, int count, Map<String, List<@Nullable String>> into) {
    if (value.isNull()) return;
    if (!value.isContainer())
      into.computeIfAbsent(name, _ -> filled(count, null)).set(run, value.asString());
    for (var field : value.properties())
      flatten(name + "." + field.getKey(), field.getValue(), run, count, into);
    if (value.isArray())
      for (int i = 0; i < value.size(); i++)
        flatten(name + "." + (i + 1), value.get(i), run, count, into);
  }

  private static String shortened(String field) {
    for (var start : List.of("recipe.arguments.", "recipe.", "environment."))
      if (field.startsWith(start)) return field.substring(start.length());
    return field;
  }

  long differing() {
    return rows.stream().filter(Row::differs).count();
  }

  /// How two shares of examples lie to one another: the difference and its 95 % interval, as of independent shares.
  ///
  /// @param difference of the first's score over the other's
  record Verdict(RunHead a, RunHead b, double difference, double half) {
    boolean clear() {
      return Math.abs(difference) > half;
    }

    RunHead better() {
      return difference >= 0 ? a : b;
    }

    RunHead worse() {
      return difference >= 0 ? b : a;
    }
  }

  /// The first run against each other one; none where a score is no share of examples.
  List<Verdict> verdicts() {
    var first = runs.getFirst();
    return IntStream.range(1, runs.size())
        .mapToObj(i -> verdict(first, runs.get(i)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Verdict verdict(RunHead a, RunHead b) {
    double x = Faces.interval(a), y = Faces.interval(b);
    if (Double.isNaN(x) || Double.isNaN(y) || a.score() == null || b.score() == null) return null;
    return new Verdict(a, b, a.score() - b.score(), Math.hypot(x, y));
  }
}

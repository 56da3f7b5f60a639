package org.vitrine.core.data;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Which rows of a table are learnt from, where a recipe leaves some out. The file stays as it is.
///
/// | step         | leaves out                                                          |
/// |--------------|---------------------------------------------------------------------|
/// | `bad`        | rows with fewer cells than the others                               |
/// | `empty`      | rows without a text                                                 |
/// | `unlabelled` | rows without a label, where there is a label column                 |
/// | `conflict`   | all rows of a text that bears several labels                        |
/// | `duplicate`  | rows that say what an earlier row said, label included              |
/// | `leak`       | rows whose text also stands in the data that is measured on         |
///
/// Texts are compared without the blanks around them; a row that several steps mean counts for the first of them.
public final class Sieve {
  public static final List<String> STEPS =
      List.of("bad", "empty", "unlabelled", "conflict", "duplicate", "leak");

  private final BitSet out = new BitSet();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Table table;
  private final Columns columns;

  private Sieve(Table table, Columns columns) {
    this.table = table;
    this.columns = columns;
  }

  /// @param steps none for a sieve that keeps every row
  /// @param other what is measured on, with its columns; null for none
  /// @throws Problem `data.leave-out` for a step that is none, `data.leave-out-text` for running text, which has no rows
  ///     of its own, `data.leave-out-leak` where nothing is named to measure on
  public static Sieve of(
      Table table,
      Columns columns,
      List<String> steps,
      @Nullable Table other,
      @Nullable Columns otherColumns,
      Progress progress) {
    var sieve = new Sieve(table, columns);
    for (var step : steps)
      if (!STEPS.contains(step))
        throw new Problem("data.leave-out", step, String.join(", ", STEPS));
    if (steps.isEmpty()) return sieve;
    if (table.format() == Format.TEXT) throw new Problem("data.leave-out-text", table.path());
    Set<Long> measured = Set.of();
    if (steps.contains("leak")) {
      if (other == null || otherColumns == null) throw new Problem("data.leave-out-leak");
      measured = new Sieve(other, otherColumns).texts(progress);
    }
    var wanted = STEPS.stream().filter(steps::contains).toList();
    sieve.run(wanted, measured, progress);
    return sieve;
  }

  private void run(List<String> steps, Set<Long> measured, Progress progress) {
    var conflicts = steps.contains("conflict") ? conflicts(progress) : Set.<Long>of();
    var seen = new HashSet<Long>();
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.sieve", n, table.rows());
      var row = table.row(n);
      var text = cell(row, columns.text());
      var label = cell(row, columns.label());
      long key = Profiler.key(text, cell(row, columns.pair()));
      for (var step : steps) {
        boolean leaves =
            switch (step) {
              case "bad" -> table.bad().filled().get(Math.toIntExact(n));
              case "empty" -> text.isEmpty();
              case "unlabelled" -> columns.label() != null && label.isEmpty();
              case "conflict" -> !text.isEmpty() && conflicts.contains(key);
              case "duplicate" -> !text.isEmpty() && !seen.add(31 * key + Profiler.key(label, ""));
              default -> !text.isEmpty() && measured.contains(key);
            };
        if (!leaves) continue;
        out.set(Math.toIntExact(n));
        counts.merge(step, 1L, Long::sum);
        break;
      }
    }
  }

  /// Texts that bear more than one label.
  private Set<Long> conflicts(Progress progress) {
    var labels = new HashMap<Long, Long>();
    var several = new HashSet<Long>();
    if (columns.label() == null) return several;
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.sieve", n, table.rows());
      var row = table.row(n);
      var label = cell(row, columns.label());
      if (label.isEmpty()) continue;
      long key = Profiler.key(cell(row, columns.text()), cell(row, columns.pair()));
      long bears = Profiler.key(label, "");
      var before = labels.putIfAbsent(key, bears);
      if (before != null && before != bears) several.add(key);
    }
    return several;
  }

  private Set<Long> texts(Progress progress) {
    var all = new HashSet<Long>();
    for (long n = 0; n < table.rows(); n++) {
      if (n % 1024 == 0) progress.at("data.sieve", n, table.rows());
      var row = table.row(n);
      all.add(Profiler.key(cell(row, columns.text()), cell(row, columns.pair())));
    }
    return all;
  }

  private String cell(Row row, @Nullable String column) {
    return column == null ? "" : row.cell(table.column(column)).strip();
  }

  /// @param row its place in the table, from 0
  public boolean keeps(long row) {
    return !out.get(Math.toIntExact(row));
  }

  /// Rows that are left out.
  public long left() {
    return out.cardinality();
  }

  /// The same by step; steps that leave out nothing are absent.
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}

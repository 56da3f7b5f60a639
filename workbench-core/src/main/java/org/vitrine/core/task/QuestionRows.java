package org.vitrine.core.task;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Questions;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Split;

/// Rows with a question, a context and the answers that stand in it.
final class QuestionRows {
  private final TaskTables tables;
  private final TaskData.Asked asked;
  private final Progress progress;

  QuestionRows(TaskTables tables, Progress progress) {
    this.tables = tables;
    asked = tables.asked();
    this.progress = progress;
  }

  /// Where no second file is measured on, whole contexts are set aside: a context that was learnt from gives its answers
  /// away.
  Parts toLearn() {
    var table = tables.first(progress);
    var other = tables.other(table, true, progress);
    int[] rows = sound(table, tables.sieve(table, other, progress), true);
    if (other != null)
      return parts(table, rows, other, sound(other, tables.measured(other, progress), false));
    var contexts = contexts(table, rows);
    int all = Arrays.stream(contexts).max().orElse(-1) + 1;
    var split = Split.random(all, asked.share(), asked.seed());
    boolean[] held = new boolean[all];
    for (int context : split.evaluation()) held[context] = true;
    int[] learn = places(rows, contexts, held, false), measure = places(rows, contexts, held, true);
    return parts(table, learn, table, measure);
  }

  Parts toMeasure() {
    var table = tables.first(progress);
    return parts(
        table, new int[0], table, sound(table, tables.sieve(table, null, progress), false));
  }

  private Parts parts(OpenedTable table, int[] learn, OpenedTable other, int[] measure) {
    return new Parts(
        new QuestionAnswering(asked.pad()), examples(table, learn), examples(other, measure));
  }

  private SpanExamples examples(OpenedTable table, int[] rows) {
    return SpanExamples.of(table, rows, asked.tokenizer(), asked.maxLength(), progress);
  }

  private static int[] places(int[] rows, int[] contexts, boolean[] held, boolean wanted) {
    return IntStream.range(0, rows.length)
        .filter(i -> held[contexts[i]] == wanted)
        .map(i -> rows[i])
        .toArray();
  }

  /// The number of each row's context, in the order in which they turn up.
  private static int[] contexts(OpenedTable table, int[] rows) {
    var numbers = new java.util.HashMap<String, Integer>();
    return Arrays.stream(rows)
        .map(row -> {
          var context = String.valueOf(table.pair(table.table().row(row)));
          return numbers.computeIfAbsent(context, _ -> numbers.size());
        })
        .toArray();
  }

  /// Rows with a question and a context.
  ///
  /// @param learning whether an answer has to stand in its context: nothing can be learnt from one that does not
  private int[] sound(OpenedTable table, Sieve sieve, boolean learning) {
    int all = Math.toIntExact(table.table().rows());
    int misplaced = 0;
    var rows = IntStream.builder();
    for (int i = 0; i < all; i++) {
      if (i % 1024 == 0) progress.at("reading", i, all);
      if (!sieve.keeps(i)) continue;
      var row = table.table().row(i);
      var context = table.pair(row);
      if (context == null || context.isBlank() || table.text(row).isBlank()) {
        tables.skip();
        continue;
      }
      var answers =
          Questions.answers(
              table.table(), row, String.valueOf(table.pair()), String.valueOf(table.label()));
      boolean lost = !answers.isEmpty() && answers.stream().allMatch(a -> a.start() < 0);
      if (lost) misplaced++;
      if (!lost || !learning) rows.add(i);
    }
    if (misplaced > 0) tables.misplaced(misplaced, table);
    return rows.build().toArray();
  }
}

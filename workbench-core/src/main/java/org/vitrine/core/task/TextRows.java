package org.vitrine.core.task;

import java.util.ArrayList;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Format;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Split;

/// Rows with a text and, where one is to be written, a second: what language models learn from.
final class TextRows {
  private final TaskTables tables;
  private final TaskData.Asked asked;
  private final Progress progress;

  TextRows(TaskTables tables, Progress progress) {
    this.tables = tables;
    asked = tables.asked();
    this.progress = progress;
  }

  /// Each row has a text to read and one to write.
  Parts pairs() {
    return single(new Seq2Seq(asked.pad()), tables.first(progress));
  }

  /// Texts with hidden words: rows of a table one by one, or running text.
  Parts masked() {
    long mask = asked.tokenizer().special().mask();
    if (mask < 0) throw new Problem("train.tokens", asked.file().path());
    var task =
        new MaskedLm(
            asked.vocabulary(), mask, asked.pad(), asked.maskProbability(), asked.wholeWords());
    var table = tables.first(progress);
    if (table.table().format() != Format.TEXT) return single(task, table);
    var special = asked.tokenizer().special();
    return running(task, table, special.cls(), special.sep());
  }

  /// Running text, whatever its form.
  Parts causal() {
    return running(new CausalLm(asked.pad()), tables.first(progress), -1, -1);
  }

  /// Each row is a text of its own.
  private Parts single(Task task, OpenedTable table) {
    var other = tables.other(table, false, progress);
    int[] rows = filled(table, tables.sieve(table, other, progress));
    if (asked.share() >= 1)
      return new Parts(task, examples(table, new int[0]), examples(table, rows));
    if (other != null) {
      int[] measured = filled(other, tables.measured(other, progress));
      return new Parts(task, examples(table, rows), examples(other, measured));
    }
    var split = Split.random(rows.length, asked.share(), asked.seed());
    return new Parts(
        task,
        examples(table, Parts.pick(rows, split.train())),
        examples(table, Parts.pick(rows, split.evaluation())));
  }

  /// Running text is cut in two places at most, so that no sentence stands on both sides.
  ///
  /// @param start put before each piece, `end` after it; below 0 for none
  private Parts running(Task task, OpenedTable table, long start, long end) {
    int room = asked.maxLength() - (start >= 0 ? 1 : 0) - (end >= 0 ? 1 : 0);
    if (room < 2) throw new Problem("task.block", asked.maxLength());
    var other = tables.other(table, false, progress);
    var learn = tables.blocks(table, tables.sieve(table, other, progress), room, progress);
    int all = Math.toIntExact(learn.blocks());
    if (other != null) {
      var measure = tables.blocks(other, tables.measured(other, progress), room, progress);
      return new Parts(
          task,
          new BlockExamples(learn, 0, all, start, end),
          new BlockExamples(measure, 0, Math.toIntExact(measure.blocks()), start, end));
    }
    int held = all < 2 && asked.share() < 1 ? 0 : (int) Math.ceil(all * asked.share());
    return new Parts(
        task,
        new BlockExamples(learn, 0, all - held, start, end),
        new BlockExamples(learn, all - held, all, start, end));
  }

  private Examples examples(OpenedTable table, int[] rows) {
    if (writes()) return new TextPairs(table, rows, asked.tokenizer(), asked.maxLength());
    return new TableExamples(table, rows, new int[0], asked.tokenizer(), asked.maxLength());
  }

  private int[] filled(OpenedTable table, Sieve sieve) {
    var rows = new ArrayList<Integer>();
    int all = Math.toIntExact(table.table().rows());
    for (int i = 0; i < all; i++) {
      if (i % 1024 == 0) progress.at("reading", i, all);
      if (!sieve.keeps(i)) continue;
      var row = table.table().row(i);
      var pair = writes() ? table.pair(row) : null;
      if (!table.text(row).isBlank() && (pair == null || !pair.isBlank())) rows.add(i);
      else if (pair != null) tables.skip();
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean writes() {
    return asked.task().equals(Seq2Seq.NAME);
  }
}

package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.Optional;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Labels;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Split;
import org.vitrine.core.data.Tags;

/// Rows with a tag for each word.
final class TagRows {
  private final TaskTables tables;
  private final TaskData.Asked asked;
  private final Progress progress;

  TagRows(TaskTables tables, Progress progress) {
    this.tables = tables;
    asked = tables.asked();
    this.progress = progress;
  }

  Parts toLearn() {
    var table = tables.first(progress);
    var found = Tags.labels(table.table(), tags(table), progress);
    var known = found.asIn(asked.modelLabels()).orElse(found);
    if (known.size() < 2)
      throw new Problem("train.one_class", asked.file().path(), found.names().getFirst());
    var other = tables.other(table, true, progress);
    int[] rows = tagged(table, tables.sieve(table, other, progress), known);
    if (other == null) {
      var split = Split.random(rows.length, asked.share(), asked.seed());
      return parts(
          known,
          examples(table, Parts.pick(rows, split.train()), known),
          examples(table, Parts.pick(rows, split.evaluation()), known));
    }
    unknown(other, known)
        .ifPresent(name -> {
          throw new Problem("train.label", other.table().path(), name);
        });
    int[] measured = tagged(other, tables.measured(other, progress), known);
    return parts(known, examples(table, rows, known), examples(other, measured, known));
  }

  /// All rows, with the tags of a model that knows them.
  Parts toMeasure() {
    var table = tables.first(progress);
    var found = Tags.labels(table.table(), tags(table), progress);
    var known = found.asIn(asked.modelLabels()).orElse(Labels.ordered(asked.modelLabels()));
    unknown(table, known)
        .ifPresent(name -> {
          var all = String.join(", ", known.names());
          throw new Problem("task.label", table.table().path(), name, all);
        });
    int[] rows = tagged(table, tables.sieve(table, null, progress), known);
    return parts(known, examples(table, new int[0], known), examples(table, rows, known));
  }

  private Parts parts(Labels labels, Examples train, Examples evaluation) {
    var task = new TokenClassification(labels.names(), asked.pad());
    return new Parts(task, train, evaluation, labels.names());
  }

  private static String tags(OpenedTable table) {
    var tags = table.label();
    if (tags == null) throw new Problem("task.no_tags", table.table().path());
    return tags;
  }

  private static Optional<String> unknown(OpenedTable table, Labels labels) {
    return Tags.labels(table.table(), tags(table), Progress.NONE).names().stream()
        .filter(name -> labels.index(name) < 0)
        .findFirst();
  }

  /// Rows with as many tags as words.
  private int[] tagged(OpenedTable table, Sieve sieve, Labels labels) {
    var rows = new ArrayList<Integer>();
    int all = Math.toIntExact(table.table().rows());
    for (int i = 0; i < all; i++) {
      if (i % 1024 == 0) progress.at("reading", i, all);
      if (!sieve.keeps(i)) continue;
      var row = table.table().row(i);
      var words = Tags.parts(table.text(row));
      var tags = Tags.parts(table.label(row));
      if (TaggedExamples.usable(words, tags, labels)) rows.add(i);
      else tables.skip();
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private Examples examples(OpenedTable table, int[] rows, Labels labels) {
    return new TaggedExamples(table, rows, labels, asked.tokenizer(), asked.maxLength());
  }
}

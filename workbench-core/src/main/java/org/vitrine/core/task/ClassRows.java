package org.vitrine.core.task;

import java.util.Optional;
import java.util.stream.IntStream;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Labels;
import org.vitrine.core.data.PictureCells;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Split;

/// Rows with a text or a picture and its class.
final class ClassRows {
  private final TaskTables tables;
  private final TaskData.Asked asked;
  private final Progress progress;

  ClassRows(TaskTables tables, Progress progress) {
    this.tables = tables;
    asked = tables.asked();
    this.progress = progress;
  }

  Parts toLearn() {
    var table = tables.first(progress);
    var label = table.label();
    if (label == null) throw new Problem("task.no_label", asked.file().path());
    var found = Labels.of(table.table(), label, progress);
    var known = found.asIn(asked.modelLabels()).orElse(found);
    if (found.size() < 2 && known.size() < 2) {
      throw new Problem("train.one_class", asked.file().path(), found.names().getFirst());
    }
    var other = tables.other(table, true, progress);
    var classes = classes(table, tables.sieve(table, other, progress), known);
    if (other == null) {
      var split = Split.stratified(classes, asked.share(), asked.seed());
      return parts(
          known,
          examples(table, split.train(), classes),
          examples(table, split.evaluation(), classes));
    }
    unknown(other, known)
        .ifPresent(name -> {
          throw new Problem("train.label", other.table().path(), name);
        });
    var measured = classes(other, tables.measured(other, progress), known);
    return parts(
        known, examples(table, rows(classes), classes), examples(other, rows(measured), measured));
  }

  /// All rows, with the classes of a model that knows them.
  Parts toMeasure() {
    var table = tables.first(progress);
    var known = named(table, Labels.ordered(asked.modelLabels()));
    unknown(table, known)
        .ifPresent(name -> {
          var all = String.join(", ", known.names());
          throw new Problem("task.label", table.table().path(), name, all);
        });
    var classes = classes(table, tables.sieve(table, null, progress), known);
    return parts(
        known, examples(table, new int[0], classes), examples(table, rows(classes), classes));
  }

  /// A model whose classes nobody named has them in the order of the data's.
  private Labels named(OpenedTable table, Labels own) {
    var label = table.label();
    if (label == null || !own.names().stream().allMatch(n -> n.matches("LABEL_\\d+"))) return own;
    var found = Labels.of(table.table(), label, progress);
    if (found.size() != own.size() || found.names().equals(own.names())) return own;
    tables.unnamed(found.names());
    return found;
  }

  private Parts parts(Labels labels, Examples train, Examples evaluation) {
    var task =
        pictures()
            ? new ImageClassification(labels.names())
            : new TextClassification(labels.names(), asked.pad());
    return new Parts(task, train, evaluation, labels.names());
  }

  private int[] classes(OpenedTable table, Sieve sieve, Labels labels) {
    var classes = new int[Math.toIntExact(table.table().rows())];
    var cells = pictures() ? PictureCells.of(table.table()) : null;
    int broken = 0;
    for (int i = 0; i < classes.length; i++) {
      if (i % 1024 == 0) progress.at("reading", i, classes.length);
      var row = table.table().row(i);
      if (!sieve.keeps(i)) {
        classes[i] = -1;
        continue;
      }
      classes[i] = table.text(row).isBlank() ? -1 : labels.index(table.label(row));
      if (classes[i] < 0) tables.skip();
      else if (cells != null && !cells.names(table.text(row))) {
        classes[i] = -1;
        broken++;
      }
    }
    if (broken > 0) tables.broken(broken, table);
    return classes;
  }

  /// The first label of a table that is none of these.
  private static Optional<String> unknown(OpenedTable table, Labels labels) {
    var label = table.label();
    if (label == null) throw new Problem("task.no_label", table.table().path());
    return Labels.of(table.table(), label, Progress.NONE).names().stream()
        .filter(name -> labels.index(name) < 0)
        .findFirst();
  }

  private static int[] rows(int[] classes) {
    return IntStream.range(0, classes.length).filter(i -> classes[i] >= 0).toArray();
  }

  private boolean pictures() {
    return asked.task().equals(ImageClassification.NAME);
  }

  private Examples examples(OpenedTable table, int[] rows, int[] classes) {
    if (pictures()) {
      var cells = PictureCells.of(table.table());
      var own = Parts.pick(classes, rows);
      return new PictureExamples(table, cells, rows, own, asked.reading().pictures());
    }
    return new TableExamples(
        table, rows, Parts.pick(classes, rows), asked.tokenizer(), asked.maxLength());
  }
}

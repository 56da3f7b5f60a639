package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Format;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.TextBlocks;
import org.vitrine.core.task.TaskData.Asked;

/// The tables of a task's data, which of their rows are read, and what was found out on the way.
final class TaskTables implements AutoCloseable {
  private final List<OpenedTable> tables = new ArrayList<>();
  private final List<TextBlocks> closing = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Asked asked;
  private long skipped;

  TaskTables(Asked asked) {
    this.asked = asked;
  }

  Asked asked() {
    return asked;
  }

  /// The file to learn from, or the only one.
  OpenedTable first(Progress progress) {
    return open(asked.file(), progress);
  }

  /// The file to measure on, null where a part of the first is. Its columns are those of the first unless somebody says
  /// otherwise.
  ///
  /// @param ownLabel whether a label column that somebody named stays, and with it all other columns as they were said
  @Nullable OpenedTable other(OpenedTable first, boolean ownLabel, Progress progress) {
    var file = asked.evaluation();
    if (file == null) return null;
    if (ownLabel && file.label() != null) return open(file, progress);
    return open(
        new DataFile(
            file.path(),
            file.options(),
            first.text(),
            first.pair(),
            first.label(),
            file.leaveOut()),
        progress);
  }

  private OpenedTable open(DataFile file, Progress progress) {
    boolean tagged = asked.task().equals(TokenClassification.NAME);
    boolean labelled = tagged || asked.task().equals(TextClassification.NAME);
    var opened =
        switch (asked.task()) {
          case Seq2Seq.NAME -> OpenedTable.ofPairs(file, progress);
          case QuestionAnswering.NAME -> OpenedTable.ofQuestions(file, progress);
          case ImageClassification.NAME -> OpenedTable.ofPictures(file, progress);
          default -> OpenedTable.open(file, labelled, tagged, progress);
        };
    tables.add(opened);
    notes.addAll(opened.guesses());
    return opened;
  }

  /// Which rows are read of the file to learn from.
  ///
  /// @param other what is measured on, null for none
  Sieve sieve(OpenedTable first, @Nullable OpenedTable other, Progress progress) {
    return sieve(asked.file(), first, other, progress);
  }

  /// Which rows are read of the file to measure on.
  Sieve measured(OpenedTable other, Progress progress) {
    var file = asked.evaluation();
    if (file == null) throw new IllegalStateException("there is no such file");
    return sieve(file, other, null, progress);
  }

  private Sieve sieve(
      DataFile file, OpenedTable table, @Nullable OpenedTable other, Progress progress) {
    var sieve =
        Sieve.of(
            table.table(),
            table.columns(),
            file.leaveOut(),
            other == null ? null : other.table(),
            other == null ? null : other.columns(),
            progress);
    if (sieve.left() > 0) notes.add(Note.of("left_out", sieve.left(), table.table().path()));
    return sieve;
  }

  /// Running text in pieces of `room` tokens.
  TextBlocks blocks(OpenedTable table, Sieve sieve, int room, Progress progress) {
    var opened = table.table();
    var blocks =
        opened.format() == Format.TEXT
            ? TextBlocks.ofFiles(
                List.of(opened.path()), opened.encoding(), asked.tokenizer(), room, progress)
            : TextBlocks.ofColumn(
                opened, table.text(), sieve::keeps, asked.tokenizer(), room, progress);
    closing.add(blocks);
    return blocks;
  }

  /// Counts a row that has no text or no known label.
  void skip() {
    skipped++;
  }

  /// Tells of questions whose answers do not stand in their contexts.
  void misplaced(int count, OpenedTable table) {
    notes.add(Note.of("misplaced", count, table.table().path()));
  }

  /// Tells of pictures that cannot be read.
  void broken(int count, OpenedTable table) {
    notes.add(Note.of("broken_pictures", count, table.table().path()));
  }

  /// Tells whose classes a model without names for its own is taken to have.
  void unnamed(List<String> names) {
    notes.add(Note.of("unnamed_classes", String.join(", ", names)));
  }

  long skipped() {
    return skipped;
  }

  List<Note> notes() {
    return notes;
  }

  /// Tells what became of the rows.
  ///
  /// @throws Problem if nothing is left to learn from
  Parts learning(Parts parts) {
    if (parts.train().size() == 0 && asked.share() < 1) throw empty();
    if (skipped > 0) notes.add(Note.of("skipped", skipped));
    notes.add(Note.of("split", parts.train().size(), parts.evaluation().size()));
    return parts;
  }

  /// @throws Problem if nothing is left to measure on
  Parts measuring(Parts parts) {
    if (parts.evaluation().size() == 0) throw empty();
    return parts;
  }

  private Problem empty() {
    return new Problem("train.empty", asked.file().path());
  }

  TaskData.Columns columns() {
    var first = tables.getFirst();
    return new TaskData.Columns(first.text(), first.pair(), first.label());
  }

  @Override
  public void close() {
    closing.forEach(TextBlocks::close);
    tables.forEach(OpenedTable::close);
  }
}

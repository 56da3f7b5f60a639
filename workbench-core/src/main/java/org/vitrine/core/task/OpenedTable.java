package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.ColumnGuess;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Row;
import org.vitrine.core.data.Table;

/// A table whose columns are known: those that somebody named, and guesses for the others.
///
/// @param pair null for none
/// @param label null where there is none
/// @param guesses a sentence for every column that nobody named
record OpenedTable(
    Table table, String text, @Nullable String pair, @Nullable String label, List<Note> guesses)
    implements AutoCloseable {

  /// @param labelled whether a label is looked for where none is named; @param tagged whether it is a tag for every word
  static OpenedTable open(DataFile file, boolean labelled, boolean tagged, Progress progress) {
    var table = Table.open(file.path(), file.options(), progress);
    try {
      boolean known = file.text() != null && (file.label() != null || !labelled);
      var guess = known ? null : tagged ? ColumnGuess.ofTags(table) : ColumnGuess.of(table);
      var guesses = new ArrayList<Note>();
      var text = file.text();
      var pair = file.pair();
      if (text == null) {
        if (guess == null || guess.text() == null) throw new Problem("task.no_text", file.path());
        text = guess.text().column();
        guesses.add(Note.of(guess.text().why()));
        if (pair == null && guess.pair() != null) {
          pair = guess.pair().column();
          guesses.add(Note.of(guess.pair().why()));
        }
      }
      var label = file.label();
      if (labelled
          && label == null
          && guess != null
          && guess.label() != null
          && !guess.label().column().equals(text)) {
        label = guess.label().column();
        guesses.add(Note.of(guess.label().why()));
      }
      table.column(text);
      if (pair != null) table.column(pair);
      if (label != null) table.column(label);
      return new OpenedTable(table, text, pair, label, guesses);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /// A table with a text to read and a second one to write, which somebody named as a pair or as a label.
  ///
  /// @throws Problem `task.no_target` if there is no second text
  static OpenedTable ofPairs(DataFile file, Progress progress) {
    var table = Table.open(file.path(), file.options(), progress);
    try {
      var text = file.text();
      var target = file.label() != null ? file.label() : file.pair();
      var guesses = new ArrayList<Note>();
      var said = text;
      var likely = text == null || target == null ? candidates(table) : List.<String>of();
      if (text == null) {
        var taken = target;
        text = likely.stream().filter(c -> !c.equals(taken)).findFirst().orElse(null);
        if (text != null) guesses.add(Note.of("read_column", text));
      }
      if (target == null) {
        var taken = said == null ? text : said;
        target = likely.stream().filter(c -> !c.equals(taken)).findFirst().orElse(null);
        if (target != null) guesses.add(Note.of("write_column", target));
      }
      if (text == null) throw new Problem("task.no_text", file.path());
      if (target == null || target.equals(text)) throw new Problem("task.no_target", file.path());
      table.column(text);
      table.column(target);
      return new OpenedTable(table, text, target, null, guesses);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /// A table of questions, contexts and answers.
  ///
  /// @throws Problem `task.no_answers` if a column is neither named nor found
  static OpenedTable ofQuestions(DataFile file, Progress progress) {
    var table = Table.open(file.path(), file.options(), progress);
    try {
      var guess = ColumnGuess.ofQuestions(table);
      var guesses = new ArrayList<Note>();
      var text = column(table, file.text(), guess.text(), guesses);
      var pair = column(table, file.pair(), guess.pair(), guesses);
      var label = column(table, file.label(), guess.label(), guesses);
      return new OpenedTable(table, text, pair, label, guesses);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /// A table of pictures and their classes.
  ///
  /// @throws Problem `task.no_picture_column` if no column names pictures
  static OpenedTable ofPictures(DataFile file, Progress progress) {
    var table = Table.open(file.path(), file.options(), progress);
    try {
      var guess = ColumnGuess.ofPictures(table);
      var guesses = new ArrayList<Note>();
      if (file.text() == null && guess.text() == null)
        throw new Problem("task.no_picture_column", table.path());
      var picture = column(table, file.text(), guess.text(), guesses);
      boolean labelled = file.label() != null || guess.label() != null;
      var label = labelled ? column(table, file.label(), guess.label(), guesses) : null;
      return new OpenedTable(table, picture, null, label, guesses);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private static String column(
      Table table, @Nullable String named, ColumnGuess.@Nullable Choice guess, List<Note> guesses) {
    if (named != null) {
      table.column(named);
      return named;
    }
    if (guess == null) throw new Problem("task.no_answers", table.path());
    guesses.add(Note.of(guess.why()));
    return guess.column();
  }

  /// Columns that may hold texts, the one to read first: two columns as they stand, of more those that look like texts.
  private static List<String> candidates(Table table) {
    if (table.columns().size() == 2) return table.columns();
    var guess = ColumnGuess.of(table);
    return Stream.of(guess.text(), guess.pair(), guess.label())
        .flatMap(Stream::ofNullable)
        .map(ColumnGuess.Choice::column)
        .toList();
  }

  Columns columns() {
    return new Columns(text, pair, label);
  }

  String text(Row row) {
    return row.cell(table.column(text));
  }

  @Nullable String pair(Row row) {
    return pair == null ? null : row.cell(table.column(pair));
  }

  String label(Row row) {
    return label == null ? "" : row.cell(table.column(label));
  }

  @Override
  public void close() {
    table.close();
  }
}

package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
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

  /// @param labelled whether a label is looked for where none is named
  static OpenedTable open(DataFile file, boolean labelled, Progress progress) {
    var table = Table.open(file.path(), file.options(), progress);
    try {
      boolean known = file.text() != null && (file.label() != null || !labelled);
      var guess = known ? null : ColumnGuess.of(table);
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

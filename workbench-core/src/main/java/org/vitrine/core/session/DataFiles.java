package org.vitrine.core.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.Columns;
import org.vitrine.core.data.Format;
import org.vitrine.core.data.Table;
import org.vitrine.core.data.TableOptions;
import org.vitrine.core.data.Tags;
import org.vitrine.core.task.DataFile;
import org.vitrine.core.task.Sentence;
import org.vitrine.core.train.Recipe;

/// Data files as requests name them.
final class DataFiles {
  private DataFiles() {}

  static DataFile of(Recipe.Source source) {
    return new DataFile(
        Path.of(source.path()),
        options(source),
        source.text(),
        source.pair(),
        source.label(),
        source.leaveOut());
  }

  static TableOptions options(Recipe.Source source) {
    return new TableOptions(source.encoding(), source.delimiter(), source.header());
  }

  static Table open(Recipe.Source source, Progress progress) {
    return Table.open(Path.of(source.path()), options(source), progress);
  }

  static Columns columns(Table table, Recipe.Source source) {
    return Columns.of(table, source.text(), source.pair(), source.label());
  }

  /// The texts of a table, row by row.
  static Texts texts(Recipe.Source source, Progress progress) {
    var table = open(source, progress);
    try {
      var columns = columns(table, source);
      boolean tagged = columns.label() != null && Tags.fit(table, columns.text(), columns.label());
      return new Texts(table, columns, tagged || table.format() == Format.CONLL);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /// @param tagged whether a cell holds a list of words with tags
  record Texts(Table table, Columns columns, boolean tagged) implements AutoCloseable {
    long rows() {
      return table.rows();
    }

    String text(long row) {
      var cell = table.row(row).cell(table.column(columns.text()));
      return tagged ? Sentence.of(Tags.parts(cell)).text() : cell;
    }

    @Nullable String pair(long row) {
      var pair = columns.pair();
      return pair == null ? null : table.row(row).cell(table.column(pair));
    }

    @Override
    public void close() {
      table.close();
    }
  }
}

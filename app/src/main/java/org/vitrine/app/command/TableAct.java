package org.vitrine.app.command;

import java.nio.file.Path;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Columns;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe;
import picocli.CommandLine.Mixin;

/// A command that reads a data file: says what it takes its columns for, and what is wrong with its rows.
abstract class TableAct extends Act {
  @Mixin private final Columns columns = new Columns();

  final Columns columns() {
    return columns;
  }

  /// The file with every column that the command reads named, guessed ones too; each guess is printed.
  ///
  /// @param labels whether the command reads labels
  final Recipe.Source opened(Workbench bench, Path file, boolean labels) throws Exception {
    var asked = columns.source(file, 0);
    var page = ask(bench, new Request.OpenTable(asked));
    for (var guess : page.guesses()) say(guess.sentence(everywhere().locale()));
    for (var problem : page.problems()) say(problem.sentence(everywhere().locale()));
    var found = page.source();
    return new Recipe.Source(
        asked.path(),
        found.text(),
        found.pair(),
        labels ? found.label() : asked.label(),
        found.encoding(),
        found.delimiter(),
        found.header(),
        0);
  }
}

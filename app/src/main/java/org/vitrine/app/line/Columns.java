package org.vitrine.app.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Recipe;
import picocli.CommandLine.Option;

/// Which column of a data file holds what; what is not said is guessed, and the guess printed.
public final class Columns {
  @Option(names = "--text-column", paramLabel = "NAME")
  @Nullable String text;

  @Option(names = "--pair-column", paramLabel = "NAME")
  @Nullable String pair;

  @Option(names = "--label-column", paramLabel = "NAME")
  @Nullable String label;

  public boolean given() {
    return text != null || pair != null || label != null;
  }

  /// A data file with these columns.
  ///
  /// @throws Problem `base.read` if it is not there
  public Recipe.Source source(Path file, double validation) {
    if (!Files.isReadable(file)) throw unreadable(file); // a folder may hold pictures
    var path = file.toAbsolutePath().normalize().toString();
    return new Recipe.Source(path, text, pair, label, null, null, null, validation);
  }

  /// The system's own reason.
  private static Problem unreadable(Path file) {
    try (var _ = Files.newInputStream(file)) {
      return new Problem("base.read", file, "it is a folder");
    } catch (IOException e) {
      return new Problem("base.read", e, file, org.vitrine.core.base.Disk.reason(e));
    }
  }

  /// The same with what was said here in place of what stood there.
  public Recipe.Source over(Recipe.Source source) {
    return source.withColumns(
        text == null ? source.text() : text,
        pair == null ? source.pair() : pair,
        label == null ? source.label() : label);
  }
}

package org.vitrine.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Places;
import org.vitrine.core.session.Workbench;

/// Paths as they are handed to a worker: whole, since it may work in another folder.
final class Folders {
  private Folders() {}

  /// A model by its folder, by the name of a starter model, or by a run, what it kept last.
  static String model(Workbench bench, String words) {
    var path = Places.model(words);
    if (Files.exists(path)) return whole(path);
    var kept = bench.history().head(words).map(RunHead::path).filter(Objects::nonNull);
    return kept.orElseGet(() -> whole(path));
  }

  static String whole(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}

package org.vitrine.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vitrine.core.weights.Weights;

/// Which folders are models, whole or not: those with a configuration or with weights.
final class ModelFolders {
  private ModelFolders() {}

  /// A folder that somebody named: itself, or the models that lie in it; itself too if there is nothing to be found, so that
  /// the list says what is missing.
  static List<Path> at(Path named) {
    if (isModel(named)) return List.of(named);
    var found = under(named);
    return found.isEmpty() ? List.of(named) : found;
  }

  /// The models right below a folder, by name; none if it cannot be read.
  static List<Path> under(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(ModelFolders::isModel).sorted().toList();
    } catch (IOException _) {
      return List.of(); // one that is closed to us hides the others no more than one that is gone
    }
  }

  private static boolean isModel(Path folder) {
    return Files.isDirectory(folder)
        && (Files.exists(folder.resolve("config.json"))
            || Weights.NAMES.stream().anyMatch(name -> Files.exists(folder.resolve(name))));
  }
}

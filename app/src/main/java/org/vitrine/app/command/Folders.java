package org.vitrine.app.command;

import java.nio.file.Path;
import org.vitrine.core.session.Places;

/// Paths as they are handed to a worker: whole, since it may work in another folder.
final class Folders {
  private Folders() {}

  /// A model by its folder, or by the name of a starter model.
  static String model(String pathOrName) {
    return whole(Places.model(pathOrName));
  }

  static String whole(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}

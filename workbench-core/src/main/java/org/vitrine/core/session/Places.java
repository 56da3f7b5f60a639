package org.vitrine.core.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.vitrine.core.base.Problem;

/// Where what came with the program lies: the folder of the property `vitrine.home.app`, with `models` and `datasets`.
public final class Places {
  private Places() {}

  /// The folder that holds `models` and `datasets`.
  public static Path starters() {
    var app = System.getProperty("vitrine.home.app");
    return Path.of(app == null ? "." : app).toAbsolutePath().normalize();
  }

  public static Path models() {
    return starters().resolve("models");
  }

  public static Path datasets() {
    return starters().resolve("datasets");
  }

  /// A model by its path, or by the name of a starter model.
  ///
  /// @throws Problem `session.model` for what cannot be a path
  public static Path model(String pathOrName) {
    try {
      if (pathOrName.isBlank()) throw new Problem("session.model", "“”");
      var path = Path.of(pathOrName);
      var starter = models().resolve(pathOrName);
      return !Files.exists(path) && Files.isDirectory(starter) ? starter : path;
    } catch (InvalidPathException e) {
      throw new Problem("session.model", e, pathOrName);
    }
  }
}

package org.vitrine.core.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder in which Vitrine keeps what one user made: `VITRINE_HOME`, by default `~/.vitrine`, readable by nobody else.
public record Home(Path root) {

  /// @param chosen what the user named with `--home`, or null
  public static Home of(@Nullable Path chosen) {
    if (chosen != null) return new Home(chosen.toAbsolutePath().normalize());
    var named = System.getenv("VITRINE_HOME");
    if (named != null && !named.isBlank())
      return new Home(Path.of(named).toAbsolutePath().normalize());
    return new Home(Path.of(System.getProperty("user.home"), ".vitrine"));
  }

  /// Makes the folder if it is not there yet.
  ///
  /// @throws Problem `base.home` if it cannot be made or written
  public Home ready() {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
      }
      Files.delete(Files.createTempFile(root, ".write", ".test"));
      return this;
    } catch (IOException e) {
      throw new Problem("base.home", e, root, Disk.reason(e));
    }
  }

  public Path history() {
    return root.resolve("history.db");
  }

  public Path run(String id) {
    return root.resolve("runs").resolve(id);
  }

  public Path models() {
    return root.resolve("models");
  }

  public Path datasets() {
    return root.resolve("datasets");
  }

  public Path engines() {
    return root.resolve("engines");
  }

  public Path settings() {
    return root.resolve("settings.json");
  }

  public Path log() {
    return root.resolve("vitrine.log");
  }

  /// Room for files that live as long as one process.
  public Path scratch() {
    return root.resolve("scratch");
  }
}

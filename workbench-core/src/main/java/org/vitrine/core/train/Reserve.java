package org.vitrine.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.vitrine.core.base.Disk;

/// Room on the disk that a run holds, and gives up when the disk is full, so that its end can still be written down.
final class Reserve implements AutoCloseable {
  private static final int BYTES = 1 << 20;

  private final Path file;

  Reserve(Path run) {
    file = run.resolve(".reserve");
  }

  /// @throws org.vitrine.core.base.Problem `base.write` if there is no such room now
  void take() {
    var noise = new byte[BYTES]; // zeros would take no room on a disk that compresses
    new Random(0).nextBytes(noise);
    Disk.appear(file, beside -> Files.write(beside, noise));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // it is small, and goes with the run's folder
    }
  }
}

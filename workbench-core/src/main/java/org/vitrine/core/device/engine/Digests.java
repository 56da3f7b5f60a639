package org.vitrine.core.device.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// Checksums of files of some gigabytes.
final class Digests {
  private static final int PIECE = 1 << 20;

  private Digests() {}

  static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-1 and SHA-256
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// @param read is told the number of bytes after every piece, and may throw to stop
  static String file(Path file, String algorithm, LongConsumer read) throws IOException {
    var digest = of(algorithm);
    var piece = new byte[PIECE];
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
        done += n;
        read.accept(done);
      }
    }
    return hex(digest);
  }
}

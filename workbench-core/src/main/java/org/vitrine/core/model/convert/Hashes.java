package org.vitrine.core.model.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of files, as hexadecimal digits.
final class Hashes {
  private Hashes() {}

  static String sha256(Path file) throws IOException {
    var digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      var piece = new byte[1 << 16];
      for (int read = in.read(piece); read >= 0; read = in.read(piece))
        digest.update(piece, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

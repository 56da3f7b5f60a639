package org.vitrine.core.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// Constant text in a program library of half a gigabyte, found byte by byte without loading the library.
final class LibraryText {
  private static final int PIECE = 1 << 20;

  /// Longer than anything looked for, so that nothing is missed between two pieces.
  private static final int OVERLAP = 64;

  /// libtorch keeps its version alone between two zero bytes.
  private static final Pattern VERSION =
      Pattern.compile("\\x00([12]\\.\\d{1,2}\\.\\d{1,2})(\\+[a-z0-9.]{1,12})?\\x00");

  /// Looks through one piece.
  private interface Look {
    /// What is found at a place in 0 .. `end` − 1; bytes beyond `end` may be read.
    @Nullable String in(byte[] piece, int end);
  }

  private LibraryText() {}

  /// The version in a library's text, if there is one.
  static Optional<String> version(Path library) {
    return find(library, LibraryText::version);
  }

  static boolean holds(Path library, String word) {
    var wanted = word.getBytes(StandardCharsets.US_ASCII);
    return find(library, (piece, end) -> holds(piece, end, wanted) ? word : null).isPresent();
  }

  private static Optional<String> find(Path library, Look look) {
    var bytes = new byte[PIECE + 2 * OVERLAP]; // the last part stays zero
    try (var in = Files.newInputStream(library)) {
      for (int kept = 0; ; kept = OVERLAP) {
        int filled = kept + in.readNBytes(bytes, kept, PIECE + OVERLAP - kept);
        boolean last = filled < PIECE + OVERLAP;
        if (last) Arrays.fill(bytes, filled, bytes.length, (byte) 0);
        var found = look.in(bytes, last ? filled : PIECE);
        if (found != null) return Optional.of(found);
        if (last) return Optional.empty();
        System.arraycopy(bytes, PIECE, bytes, 0, OVERLAP);
      }
    } catch (IOException e) {
      throw new Problem("base.read", e, library, Disk.reason(e));
    }
  }

  private static @Nullable String version(byte[] piece, int end) {
    for (int at = 0; at < end; at++) {
      if (piece[at + 2] == '.' && piece[at] == 0) {
        var match = VERSION.matcher(new String(piece, at, 32, StandardCharsets.ISO_8859_1));
        if (match.lookingAt()) return match.group(1);
      }
    }
    return null;
  }

  private static boolean holds(byte[] piece, int end, byte[] wanted) {
    for (int at = 0; at < end; at++) {
      if (piece[at] == wanted[0]
          && Arrays.equals(piece, at, at + wanted.length, wanted, 0, wanted.length)) return true;
    }
    return false;
  }
}

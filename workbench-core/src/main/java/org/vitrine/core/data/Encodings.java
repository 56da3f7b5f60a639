package org.vitrine.core.data;

import com.ibm.icu.text.CharsetDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// Finds out in which encoding a text file is written: a byte order mark, else zero bytes as UTF-16 has them, else
/// UTF-8 if every byte agrees, else what ICU's detector thinks, tried on the whole file.
final class Encodings {
  static final Charset GB18030 = Charset.forName("GB18030");
  private static final int SAMPLE = 1 << 16;

  private Encodings() {}

  /// @param marks bytes of the byte order mark
  record Found(Charset charset, int marks) {}

  /// @param declared what somebody says that it is, null to find out
  /// @throws Problem `data.encoding` if the file breaks the rules of its encoding (with the line), `data.binary` if it
  ///     is no text at all
  static Found of(Path file, @Nullable Charset declared, Path shown) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(SAMPLE);
    }
    var marked = mark(head);
    if (declared != null) {
      var found =
          new Found(declared, marked != null && same(marked.charset, declared) ? marked.marks : 0);
      long line = firstBadLine(file, found);
      if (line > 0) throw new Problem("data.encoding", shown, declared.name(), line);
      return found;
    }
    if (marked != null) {
      long line = firstBadLine(file, marked);
      if (line > 0) throw new Problem("data.encoding", shown, marked.charset.name(), line);
      return marked;
    }
    int[] zeros = zeros(head);
    if (zeros[0] + zeros[1] > 0) {
      var wide = zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      var found = new Found(wide, 0);
      boolean lopsided = Math.max(zeros[0], zeros[1]) >= 9L * Math.min(zeros[0], zeros[1]);
      if (!lopsided || firstBadLine(file, found) > 0) throw new Problem("data.binary", shown);
      return found;
    }
    var utf8 = new Found(StandardCharsets.UTF_8, 0);
    long bad = firstBadLine(file, utf8);
    if (bad == 0) return utf8;
    for (var charset : likely(head)) {
      var found = new Found(charset, 0);
      if (!charset.equals(StandardCharsets.UTF_8) && firstBadLine(file, found) == 0) return found;
    }
    throw new Problem("data.encoding", shown, "UTF-8", bad);
  }

  private static boolean same(Charset marked, Charset declared) {
    return marked.equals(declared) || marked.name().startsWith(declared.name());
  }

  private static @Nullable Found mark(byte[] head) {
    if (starts(head, 0xEF, 0xBB, 0xBF)) return new Found(StandardCharsets.UTF_8, 3);
    if (starts(head, 0xFF, 0xFE)) return new Found(StandardCharsets.UTF_16LE, 2);
    if (starts(head, 0xFE, 0xFF)) return new Found(StandardCharsets.UTF_16BE, 2);
    if (starts(head, 0x84, 0x31, 0x95, 0x33)) return new Found(GB18030, 4);
    return null;
  }

  private static boolean starts(byte[] head, int... bytes) {
    if (head.length < bytes.length) return false;
    for (int i = 0; i < bytes.length; i++) if ((head[i] & 0xFF) != bytes[i]) return false;
    return true;
  }

  /// Zero bytes at even and at odd places.
  private static int[] zeros(byte[] head) {
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) if (head[i] == 0) zeros[i & 1]++;
    return zeros;
  }

  /// What ICU thinks, likeliest first; GB18030 goes before its equals, since it holds what the others of its kind do.
  private static List<Charset> likely(byte[] head) {
    var detector = new CharsetDetector();
    // The part with the bytes that are not ASCII tells most: a header and digits before it say
    // nothing.
    int from = 0;
    while (from < head.length && head[from] >= 0) from++;
    from = Math.max(0, Math.min(from, head.length - 1) - 64);
    detector.setText(Arrays.copyOfRange(head, from, head.length));
    var found = new LinkedHashSet<Charset>();
    var later = new ArrayList<Charset>();
    int best = 0;
    for (var match : detector.detectAll()) {
      best = Math.max(best, match.getConfidence());
      var name = match.getName().equals("ISO-8859-1") ? "windows-1252" : match.getName();
      if (!Charset.isSupported(name)) continue;
      var charset = Charset.forName(name);
      if (charset.equals(GB18030) && match.getConfidence() >= best - 10) found.add(charset);
      else later.add(charset);
    }
    found.addAll(later);
    return List.copyOf(found);
  }

  /// Line of the first byte that does not belong, 0 if all do.
  static long firstBadLine(Path file, Found found) throws IOException {
    long line = 1;
    try (var reader = strict(Files.newInputStream(file), found)) {
      var buffer = new char[1 << 15];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer))
        for (int i = 0; i < n; i++) if (buffer[i] == '\n') line++;
      return 0;
    } catch (CharacterCodingException _) {
      return line;
    }
  }

  static Reader strict(InputStream in, Found found) throws IOException {
    in.skipNBytes(found.marks());
    return new InputStreamReader(
        in,
        found
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }
}

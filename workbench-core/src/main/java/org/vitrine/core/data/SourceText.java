package org.vitrine.core.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// A data file as UTF-8 on disk. Files that are UTF-8 already are read where they lie; packed ones and those in other
/// encodings get a copy in the temporary folder, gone when this is closed, so that every reader knows one encoding.
final class SourceText implements AutoCloseable {
  private static final long LARGEST_UNPACKED = 64L << 30;
  private static final long LOOK_AGAIN = 200_000_000; // nanoseconds

  private final Path original;
  private final Path text;
  private final Encodings.Found found;
  private final long size;
  private final FileTime time;
  private long lookedAt = System.nanoTime();

  private SourceText(Path original, Path text, Encodings.Found found, long size, FileTime time) {
    this.original = original;
    this.text = text;
    this.found = found;
    this.size = size;
    this.time = time;
  }

  static SourceText open(Path file, @Nullable Charset declared) {
    if (Files.isDirectory(file)) throw new Problem("data.folder", file);
    Path unpacked = null;
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      if (facts.size() == 0) throw new Problem("data.empty", file);
      if (packed(file)) unpacked = unpack(file);
      var plain = unpacked == null ? file : unpacked;
      var found = Encodings.of(plain, declared, file);
      var text = plain;
      if (!found.charset().equals(StandardCharsets.UTF_8)) {
        text = transcode(plain, found);
        if (unpacked != null) Files.delete(unpacked);
      }
      return new SourceText(file, text, found, facts.size(), facts.lastModifiedTime());
    } catch (NoSuchFileException e) {
      throw new Problem("data.missing", e, file);
    } catch (IOException e) {
      forget(unpacked);
      throw new Problem("base.read", e, file, Disk.reason(e));
    } catch (Problem e) {
      forget(unpacked);
      throw e;
    }
  }

  private static boolean packed(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private static Path unpack(Path file) throws IOException {
    var copy = temporary();
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
        var out = Files.newOutputStream(copy)) {
      var buffer = new byte[1 << 16];
      long sum = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum += n;
        if (sum > LARGEST_UNPACKED) throw new Problem("data.unpacked", file);
        out.write(buffer, 0, n);
      }
      if (sum == 0) throw new Problem("data.empty", file);
      return copy;
    } catch (IOException e) {
      forget(copy);
      if (Disk.reason(e).equals("no space left")) throw e;
      throw new Problem("data.gzip", e, file);
    } catch (Problem e) {
      forget(copy);
      throw e;
    }
  }

  private static Path transcode(Path file, Encodings.Found found) throws IOException {
    var copy = temporary();
    try (var in = Encodings.strict(Files.newInputStream(file), found);
        var out = Files.newBufferedWriter(copy)) {
      in.transferTo(out);
      return copy;
    } catch (IOException e) {
      forget(copy);
      throw e;
    }
  }

  private static Path temporary() throws IOException {
    var file = Files.createTempFile("vitrine-data-", ".utf8");
    file.toFile().deleteOnExit();
    return file;
  }

  private static void forget(@Nullable Path file) {
    try {
      if (file != null) Files.deleteIfExists(file);
    } catch (IOException _) {
      // It goes when the process ends.
    }
  }

  /// Writes another text in the place of this one.
  interface Rewriting {
    void write(Path copy) throws IOException;
  }

  /// Writes down what a place holds.
  interface Listing {
    void write(Path place, Path to) throws IOException;
  }

  /// A folder, or a file that is no text, as what is written down about it.
  static SourceText of(Path place, Listing listing) {
    Path copy = null;
    try {
      var facts = Files.readAttributes(place, BasicFileAttributes.class);
      copy = temporary();
      listing.write(place, copy);
      var plain = new Encodings.Found(StandardCharsets.UTF_8, 0);
      return new SourceText(place, copy, plain, facts.size(), facts.lastModifiedTime());
    } catch (IOException e) {
      forget(copy);
      throw new Problem("base.read", e, place, Disk.reason(e));
    } catch (RuntimeException e) {
      forget(copy);
      throw e;
    }
  }

  /// The same file with its text written anew, in UTF-8 without marks; this one is closed with it.
  SourceText inPlace(Rewriting rewriting) throws IOException {
    var copy = temporary();
    try {
      rewriting.write(copy);
    } catch (IOException | RuntimeException e) {
      forget(copy);
      throw e;
    }
    close();
    var plain = new Encodings.Found(found.charset(), 0);
    return new SourceText(original, copy, plain, size, time);
  }

  /// The file that the user named.
  Path original() {
    return original;
  }

  /// The same as UTF-8.
  Path text() {
    return text;
  }

  /// Bytes before the first character.
  int marks() {
    return text.equals(original) || found.charset().equals(StandardCharsets.UTF_8)
        ? found.marks()
        : 0;
  }

  String encoding() {
    return found.charset().name();
  }

  long size() {
    return size;
  }

  /// The file's ending without `.gz`, in lower case.
  String ending() {
    var name = String.valueOf(original.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) name = name.substring(0, name.length() - 3);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The first characters, at most `limit` bytes of them.
  String head(int limit) throws IOException {
    try (var in = Files.newInputStream(text)) {
      in.skipNBytes(marks());
      return new String(in.readNBytes(limit), StandardCharsets.UTF_8);
    }
  }

  /// Looks a few times a second whether the file is still the one that was opened.
  ///
  /// @throws Problem `data.gone` if it is not there any more, `data.changed` if somebody wrote to it
  void check() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_AGAIN) return;
    checkNow();
    lookedAt = now;
  }

  void checkNow() {
    try {
      var facts = Files.readAttributes(original, BasicFileAttributes.class);
      if (facts.size() != size || !facts.lastModifiedTime().equals(time))
        throw new Problem("data.changed", original);
    } catch (NoSuchFileException e) {
      throw new Problem("data.gone", e, original);
    } catch (IOException e) {
      throw new Problem("base.read", e, original, Disk.reason(e));
    }
  }

  @Override
  public void close() {
    if (!text.equals(original)) forget(text);
  }
}

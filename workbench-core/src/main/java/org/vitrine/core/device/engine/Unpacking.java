package org.vitrine.core.device.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.vitrine.core.base.Problem;

/// Takes libraries out of a zip that nobody vouches for: plain names alone, no byte more than an entry's header says, and
/// every entry's own checksum holds.
final class Unpacking {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,120}");
  private static final int PIECE = 1 << 20;

  private Unpacking() {}

  /// Is told how many bytes were written, and may throw to stop.
  interface Meter {
    void written(long bytes);
  }

  /// Bytes that the entries of `folder` say they have.
  static long size(Path archive, String folder) {
    try (var zip = new ZipFile(archive.toFile())) {
      long sum = 0;
      for (var each : entries(archive, zip, folder)) sum = Math.addExact(sum, each.getSize());
      return sum;
    } catch (IOException | ArithmeticException e) {
      throw broken(archive, e);
    }
  }

  /// Folders of a zip that begin with `first`, each with `/` at its end: `jnilib/linux-x86_64/cpu/`.
  static List<String> folders(Path archive, String first) {
    try (var zip = new ZipFile(archive.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(first) && !name.endsWith("/"))
          .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw broken(archive, e);
    }
  }

  /// Writes what stands directly in `folder` of the zip into `target`, which exists.
  ///
  /// @throws Problem `device.unpack.name`, `device.unpack.broken`
  /// @throws IOException if `target` cannot be written
  static void into(Path target, Path archive, String folder, Meter meter) throws IOException {
    try (var zip = open(archive)) {
      for (var each : entries(archive, zip, folder)) {
        var name = each.getName().substring(folder.length());
        try (var in = zip.getInputStream(each);
            var out = Files.newOutputStream(target.resolve(name))) {
          copy(archive, each, in, out, meter);
        }
      }
    }
  }

  private static ZipFile open(Path archive) {
    try {
      return new ZipFile(archive.toFile());
    } catch (IOException e) {
      throw broken(archive, e);
    }
  }

  private static List<ZipEntry> entries(Path archive, ZipFile zip, String folder) {
    var taken = new ArrayList<ZipEntry>();
    for (var each : zip.stream().toList()) {
      if (!each.getName().startsWith(folder) || each.isDirectory()) continue;
      if (!PLAIN.matcher(each.getName().substring(folder.length())).matches()) {
        throw new Problem("device.unpack.name", archive, each.getName());
      }
      if (each.getSize() < 0) throw new Problem("device.unpack.broken", archive, each.getName());
      taken.add(each);
    }
    return taken;
  }

  private static void copy(
      Path archive, ZipEntry entry, InputStream packed, OutputStream out, Meter meter)
      throws IOException {
    var checksum = new CRC32();
    var in = new CheckedInputStream(packed, checksum);
    var piece = new byte[PIECE];
    long written = 0;
    while (true) {
      int n;
      try {
        n = in.read(piece);
      } catch (IOException e) {
        throw broken(archive, e);
      }
      if (n < 0) break;
      written += n;
      if (written > entry.getSize()) {
        throw new Problem("device.unpack.broken", archive, entry.getName());
      }
      out.write(piece, 0, n);
      meter.written(n);
    }
    if (written != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new Problem("device.unpack.broken", archive, entry.getName());
    }
  }

  private static Problem broken(Path archive, Exception e) {
    return new Problem(
        "device.unpack.broken",
        e,
        archive,
        e instanceof ZipException ? String.valueOf(e.getMessage()) : e.toString());
  }
}

package org.vitrine.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// What tells one content from another.
public final class Fingerprint {
  private static final int BEGINNING = 1 << 12; // of a picture, enough to tell it from another

  private Fingerprint() {}

  /// SHA-256 of a file's bytes, in hexadecimal digits; of a folder, that of the names, sizes and beginnings of the files below it.
  public static String of(Path file) {
    if (Files.isDirectory(file)) return ofFolder(file);
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchFileException e) {
      throw new Problem("data.gone", e, file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String ofFolder(Path folder) {
    try (var all = Files.walk(folder)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var each : all.filter(Files::isRegularFile).sorted().toList()) {
        var line = folder.relativize(each) + "\n" + Files.size(each) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        try (var in = Files.newInputStream(each)) {
          digest.update(in.readNBytes(BEGINNING));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (UncheckedIOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(Objects.requireNonNull(e.getCause())));
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

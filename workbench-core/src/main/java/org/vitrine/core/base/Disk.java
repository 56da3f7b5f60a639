package org.vitrine.core.base;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/// Files and folders that appear whole or not at all: written beside their place, synced, then renamed.
public final class Disk {
  private Disk() {}

  /// A body of writing that may fail as file systems do.
  public interface Writing {
    void into(Path target) throws IOException;
  }

  public static void write(Path file, String text) {
    appear(file, beside -> Files.writeString(beside, text, StandardCharsets.UTF_8));
  }

  /// Writes a file or a folder beside `target`, syncs it and puts it in the place of what was there.
  ///
  /// @throws Problem `base.write` with the reason (a full disk, a read-only folder); nothing stays behind then
  public static void appear(Path target, Writing writing) {
    var beside = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      if (target.getParent() != null) Files.createDirectories(target.getParent());
      delete(beside);
      writing.into(beside);
      sync(beside);
      if (Files.isDirectory(target)) delete(target);
      move(beside, target);
      if (target.getParent() != null) sync(target.getParent());
    } catch (IOException e) {
      throw failed(target, beside, e);
    } catch (UncheckedIOException e) {
      throw failed(target, beside, Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException e) {
      forget(beside);
      throw e;
    }
  }

  /// The bytes of a file of any length, read-only, as long as `arena` is open; they come from the disk when touched.
  ///
  /// @throws Problem `base.read` with the reason
  public static MemorySegment map(Path file, Arena arena) {
    try (var channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, reason(e));
    }
  }

  private static Problem failed(Path target, Path beside, IOException cause) {
    forget(beside);
    return new Problem("base.write", cause, target, reason(cause));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Deletes a file or a folder with all that is in it, links themselves and never what they point at.
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) return;
    try (var all = Files.walk(path)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private static void forget(Path path) {
    try {
      delete(path);
    } catch (IOException _) {
      // The first failure is the one worth telling.
    }
  }

  /// Bytes of a file, or of all files in a folder.
  public static long size(Path path) {
    if (!Files.exists(path)) return 0;
    try (var all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).mapToLong(Disk::length).sum();
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0; // deleted meanwhile
    }
  }

  private static void sync(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return;
    }
    try (var inside = Files.list(path)) {
      for (var each : inside.filter(Files::isRegularFile).toList()) {
        try (var channel = FileChannel.open(each, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException _) {
      // Windows opens no folder; there the rename is journalled.
    }
  }

  /// Why an operation failed, as a word that `problems.properties` can hold in a sentence.
  public static String reason(IOException e) {
    var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    var why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : null;
    if (text.contains("no space") || text.contains("not enough space") || text.contains("quota"))
      return "no space left";
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "there is no such file";
      case AccessDeniedException _ -> "access was denied";
      case FileAlreadyExistsException _ -> "it exists already";
      case DirectoryNotEmptyException _ -> "it is not empty";
      default -> why != null ? why : String.valueOf(e.getMessage());
    };
  }
}

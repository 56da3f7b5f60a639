package org.vitrine.core.device.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// What an engine's folder holds, written beside its libraries as `manifest.json` when it was installed.
///
/// @param libtorch its version, read from the library
/// @param glue release of the library between it and Java, told by its checksum
/// @param flavour `cpu`, or `cu124` for CUDA 12.4
/// @param platform `linux-x86_64`, ...
/// @param source addresses or files that it came from
/// @param installed when
public record Manifest(
    String libtorch,
    String glue,
    String flavour,
    String platform,
    List<String> source,
    String installed,
    List<Entry> files) {
  static final String NAME = "manifest.json";

  /// @param path below the engine's folder, with `/`
  /// @param sha256 in small hexadecimal letters
  public record Entry(String path, long bytes, String sha256) {}

  static Manifest now(
      String libtorch,
      String glue,
      String flavour,
      String platform,
      List<String> source,
      List<Entry> files) {
    return new Manifest(
        libtorch, glue, flavour, platform, source, Instant.now().toString(), List.copyOf(files));
  }

  public boolean cuda() {
    return flavour.startsWith("cu");
  }

  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  /// @throws Problem `device.manifest` if it is not there or makes no sense
  static Manifest of(Path folder) {
    var file = folder.resolve(NAME);
    try {
      var read = Json.read(file, Manifest.class);
      if (read.sound()) return read;
    } catch (Problem e) {
      throw new Problem("device.manifest", e, folder);
    }
    throw new Problem("device.manifest", folder);
  }

  /// Records are filled with null where the file says nothing.
  @SuppressWarnings("ConstantValue")
  private boolean sound() {
    return libtorch != null
        && glue != null
        && flavour != null
        && platform != null
        && source != null
        && installed != null
        && files != null
        && files.stream()
            .allMatch(each ->
                each != null
                    && each.path() != null
                    && each.sha256() != null
                    && each.path().matches("(\\w+/)?[\\w.+-]+")
                    && !each.path().contains(".."));
  }

  void write(Path folder) {
    Disk.write(folder.resolve(NAME), Json.pretty(this));
  }
}

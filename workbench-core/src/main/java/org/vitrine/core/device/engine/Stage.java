package org.vitrine.core.device.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.LibraryFolder;

/// An engine's folder while it is being made: libraries come in, the glue that fits them is found, what they say of
/// themselves is compared, and the manifest is written.
final class Stage {
  private static final int PIECE = 1 << 20;
  private static final Pattern CUDA = Pattern.compile("\\.so\\.(\\d+)$|64_(\\d+)");

  private final Path folder;
  private final Path libraries;
  private final String platform;
  private final Catalogue catalogue;
  private final long total;
  private final Progress progress;
  private String flavour = "";
  private long written;

  Stage(Path folder, String platform, Catalogue catalogue, long total, Progress progress)
      throws IOException {
    this.folder = folder;
    this.libraries = Files.createDirectories(folder.resolve("lib"));
    this.platform = platform;
    this.catalogue = catalogue;
    this.total = total;
    this.progress = progress;
  }

  private void written(long bytes) {
    written += bytes;
    progress.at("device.progress.unpacking", Math.min(written, total), total);
  }

  void unpack(Path jar, String inside) throws IOException {
    Unpacking.into(libraries, jar, inside, this::written);
  }

  void copy(List<Path> files) throws IOException {
    for (var file : files) {
      try (InputStream in = Files.newInputStream(file);
          var out = Files.newOutputStream(libraries.resolve(file.getFileName().toString()))) {
        var piece = new byte[PIECE];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          out.write(piece, 0, n);
          written(n);
        }
      }
    }
  }

  /// @param flavour empty to tell it from the libraries
  void flavour(String flavour) {
    this.flavour = flavour.isEmpty() ? told() : flavour;
  }

  /// `cu12` where only the CUDA runtime's name says which; `cpu` where there is none.
  private String told() {
    if (!look().cuda()) return "cpu";
    return named("cudart")
        .map(file -> CUDA.matcher(file.getFileName().toString()))
        .filter(java.util.regex.Matcher::find)
        .map(match -> "cu" + (match.group(1) != null ? match.group(1) : match.group(2)))
        .orElse("cuda");
  }

  private Optional<Path> named(String part) {
    try (Stream<Path> inside = Files.list(libraries)) {
      return inside.filter(each -> each.getFileName().toString().contains(part)).findFirst();
    } catch (IOException e) {
      throw new Problem("base.read", e, libraries, Disk.reason(e));
    }
  }

  private LibraryFolder look() {
    return LibraryFolder.fresh(libraries).orElseThrow(() -> new Problem("device.none", libraries));
  }

  /// Puts the first glue that was made for this libtorch beside it, unless there is one.
  ///
  /// @param jars of glue that somebody named; @param shipped folder of the program's own engine
  void glue(List<Path> jars, @Nullable Path shipped) throws IOException {
    var found = look();
    if (found.glue().isPresent()) return;
    var version =
        found.libtorch().orElseThrow(() -> new Problem("device.install.version", libraries));
    var glue = libraries.resolve(LibraryFolder.glueName());
    for (var jar : jars) {
      for (var inside : Bundle.glues(jar, platform, flavour)) {
        Unpacking.into(libraries, jar, inside, _ -> {});
        if (fits(glue, version)) return;
        Files.deleteIfExists(glue);
      }
    }
    if (shipped != null && Files.exists(shipped.resolve(LibraryFolder.glueName()))) {
      Files.copy(shipped.resolve(LibraryFolder.glueName()), glue);
      if (fits(glue, version)) return;
      Files.delete(glue);
    }
    throw new Problem("device.install.no_glue", version, releases());
  }

  private boolean fits(Path glue, String version) throws IOException {
    return Files.exists(glue)
        && known(glue).filter(each -> each.libtorch().equals(version)).isPresent()
        && look().sameStrings();
  }

  private Optional<Catalogue.Glue> known(Path glue) throws IOException {
    return catalogue.glue(Digests.file(glue, "SHA-256", _ -> {}));
  }

  private String releases() {
    return String.join(
        ", ", catalogue.glues().stream().map(Catalogue.Glue::libtorch).distinct().toList());
  }

  /// Compares versions, writes what the loader needs besides, and the manifest.
  ///
  /// @throws Problem `device.version`, `device.install.glue`, `device.install.strings` if the two were not made for one another
  void finish(List<String> source) throws IOException {
    var found = look();
    var file = found.glueFile().orElseThrow(() -> new Problem("device.no_glue", libraries));
    var version =
        found.libtorch().orElseThrow(() -> new Problem("device.install.version", libraries));
    var glue =
        known(file)
            .orElseThrow(() -> new Problem("device.install.glue", file.getFileName(), releases()));
    if (!glue.libtorch().equals(version)) {
      throw new Problem("device.install.mismatch", version, glue.libtorch());
    }
    if (!found.sameStrings()) throw new Problem("device.install.strings", version);
    // A start need not look through half a gigabyte for the version.
    Files.writeString(folder.resolve("build-version"), version + "\n");
    runtime();
    Manifest.now(version, glue.release(), flavour, platform, source, entries()).write(folder);
  }

  /// DJL asks for the CUDA runtime by its plain name, and PyTorch's builds give it another on Linux. It lies in a folder of
  /// its own, since DJL loads all that lies with libtorch.
  private void runtime() throws IOException {
    var cudart = named("libcudart");
    if (!platform.startsWith("linux") || cudart.isEmpty()) return;
    var plain = Files.createDirectories(folder.resolve("runtime")).resolve("libcudart.so");
    try {
      Files.createLink(plain, cudart.get());
    } catch (IOException | UnsupportedOperationException _) {
      Files.copy(cudart.get(), plain); // a disk without links
    }
  }

  private List<Manifest.Entry> entries() throws IOException {
    var entries = new ArrayList<Manifest.Entry>();
    List<Path> files;
    try (Stream<Path> inside = Files.walk(folder)) {
      files = inside.filter(Files::isRegularFile).sorted().toList();
    }
    long all = files.stream().mapToLong(Disk::size).sum(), before = 0;
    for (var file : files) {
      long start = before;
      var sha256 =
          Digests.file(
              file, "SHA-256", read -> progress.at("device.progress.verifying", start + read, all));
      var path = folder.relativize(file).toString().replace('\\', '/');
      entries.add(new Manifest.Entry(path, Files.size(file), sha256));
      before += Files.size(file);
    }
    return entries;
  }
}

package org.vitrine.core.model.convert;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;

/// Makes the starter models at build time: `java ... Starters DESCRIPTIONS UNPACKED OUT`.
///
/// `DESCRIPTIONS/NAME/starter.json` says which ONNX file below `UNPACKED` becomes the model `OUT/NAME`; every other file
/// beside it (licence, notice) is copied into the model. A model is left alone while its description, its source and the
/// code that makes it are those of the last time.
public final class Starters {
  private static final String DESCRIPTION = "starter.json";

  /// @param onnx path below the folder of unpacked jars
  /// @param sha256 of that file, so that another one under its name is noticed
  record Encoder(String onnx, String sha256, DType dtype, Card card) {}

  private final Path unpacked;
  private final Path out;
  private final String code;

  private Starters(Path unpacked, Path out) throws IOException {
    this.unpacked = unpacked;
    this.out = out;
    code = code();
  }

  public static void main(String[] args) throws IOException {
    try {
      var starters = new Starters(Path.of(args[1]), Path.of(args[2]));
      for (var each : described(Path.of(args[0]))) starters.encoder(each);
    } catch (Problem e) {
      System.err.println(e.full(Locale.ENGLISH));
      System.exit(1);
    }
  }

  private static List<Path> described(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (var all = Files.list(folder)) {
      return all.filter(each -> Files.exists(each.resolve(DESCRIPTION))).sorted().toList();
    }
  }

  private void encoder(Path from) throws IOException {
    var about = Json.read(from.resolve(DESCRIPTION), Encoder.class);
    var onnx = unpacked.resolve(about.onnx());
    var name = from.getFileName().toString();
    var found = Files.exists(onnx) ? Hashes.sha256(onnx) : "-";
    if (!found.equals(about.sha256()))
      throw new Problem("model.starter_source", onnx, found, about.sha256());
    make(
        name,
        state(from, found),
        to -> {
          Converter.convert(onnx, to, about.dtype(), about.card(), Progress.NONE);
          legal(from, to);
        });
  }

  private interface Making {
    void into(Path folder) throws IOException;
  }

  private void make(String name, String state, Making making) throws IOException {
    var folder = out.resolve(name);
    var stamp = stamp(name);
    if (Files.isDirectory(folder) && Files.exists(stamp) && Files.readString(stamp).equals(state))
      return;
    long start = System.nanoTime();
    Disk.delete(folder);
    making.into(folder);
    Disk.write(stamp, state);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes in %.1f s%n",
        folder,
        Disk.size(folder),
        (System.nanoTime() - start) / 1e9);
  }

  /// Beside the models, which stay free of it.
  private Path stamp(String name) {
    return out.resolveSibling("starters").resolve(name + ".sha256");
  }

  private static void legal(Path from, Path to) throws IOException {
    try (var all = Files.list(from)) {
      for (var file : all.filter(f -> !f.endsWith(DESCRIPTION)).toList())
        Files.copy(file, to.resolve(file.getFileName().toString()));
    }
  }

  private String state(Path from, String source) throws IOException {
    var digest = Hashes.digest();
    digest.update(code.getBytes(StandardCharsets.UTF_8));
    digest.update(source.getBytes(StandardCharsets.UTF_8));
    files(from, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /// A digest of the classes that decide what comes out.
  private static String code() throws IOException {
    var digest = Hashes.digest();
    try {
      var place = Starters.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (Files.isDirectory(Path.of(place))) {
        classes(Path.of(place), digest);
      } else {
        try (var jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
          classes(jar.getPath("/"), digest);
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void classes(Path root, MessageDigest digest) throws IOException {
    for (var each : List.of("base", "tensor", "weights", "model/convert"))
      files(root.resolve("org/vitrine/core").resolve(each), digest);
  }

  private static void files(Path folder, MessageDigest digest) throws IOException {
    List<Path> all = new ArrayList<>();
    try (var walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile).sorted().forEach(all::add);
    }
    for (var file : all) {
      digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
  }
}

package org.vitrine.core.device.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.LibraryFolder;

/// The engines of one home, side by side, each in a folder of its own below `engines`:
///
/// ```
/// NAME/manifest.json  build-version  lib/*.so  runtime/libcudart.so
/// ```
/// DJL loads every library that lies in `lib`, so nothing else may stand there. The engine that came with the program is
/// always there, by the name `cpu`.
///
/// @param folder `engines` of the home; @param shipped where the program's own libraries lie, null if nobody knows
public record EngineStore(Path folder, @Nullable Path shipped) {
  /// Name of the engine that came with the program.
  public static final String SHIPPED = "cpu";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

  /// One of them.
  ///
  /// @param libraries the folder that DJL is pointed at
  /// @param manifest null if it came with the program, or cannot be read
  /// @param problem why it cannot be used, null if it can
  public record Engine(
      String name,
      Path libraries,
      @Nullable Manifest manifest,
      @Nullable LibraryFolder found,
      Problem.@Nullable Facts problem) {
    public boolean shipped() {
      return name.equals(SHIPPED);
    }

    public boolean cuda() {
      return manifest != null && manifest.cuda();
    }
  }

  /// @throws Problem `device.install.name` for what cannot be a name
  static String sound(String name) {
    if (!NAME.matcher(name).matches() || name.equals(SHIPPED) || name.contains("..")) {
      throw new Problem("device.install.name", name);
    }
    return name;
  }

  /// The shipped one first, the others by name.
  public List<Engine> list() {
    var all = new ArrayList<Engine>();
    if (shipped != null) all.add(shippedEngine(shipped));
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        inside
            .filter(each -> Files.isDirectory(each) && NAME.matcher(name(each)).matches())
            .filter(each -> !name(each).equals(SHIPPED))
            .sorted()
            .map(EngineStore::engine)
            .forEach(all::add);
      } catch (IOException e) {
        throw new Problem("base.read", e, folder, Disk.reason(e));
      }
    }
    return all;
  }

  public Optional<Engine> look(String name) {
    return list().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// @throws Problem `device.engine_unknown` with the names that there are
  public Engine find(String name) {
    return look(name)
        .orElseThrow(() ->
            new Problem(
                "device.engine_unknown",
                name,
                String.join(", ", list().stream().map(Engine::name).toList())));
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static Engine shippedEngine(Path libraries) {
    var found = LibraryFolder.look(libraries);
    Problem.Facts problem = null;
    try {
      found.orElseThrow(() -> new Problem("device.none", libraries)).matching();
    } catch (Problem e) {
      problem = e.toFacts();
    }
    return new Engine(SHIPPED, libraries, null, found.orElse(null), problem);
  }

  private static Engine engine(Path folder) {
    var libraries = folder.resolve("lib");
    try {
      var manifest = Manifest.of(folder);
      var found =
          LibraryFolder.fresh(libraries) // another may have been installed by the same name
              .orElseThrow(() -> new Problem("device.none", libraries))
              .matching();
      if (!manifest.platform().equals(Catalogue.platform())) {
        throw new Problem("device.platform", manifest.platform(), Catalogue.platform());
      }
      return new Engine(name(folder), libraries, manifest, found, null);
    } catch (Problem e) {
      return new Engine(name(folder), libraries, null, null, e.toFacts());
    }
  }

  /// Reads every file of an engine and compares it with its manifest.
  ///
  /// @return number of files
  /// @throws Problem what [Engine#problem] says; `device.verify` with the files that are missing, changed or new
  public int verify(Engine engine, Progress progress) {
    if (engine.problem() != null) throw engine.problem().toProblem();
    var manifest = engine.manifest();
    if (manifest == null) return libraries(engine.libraries()).size(); // no checksums came with it
    var root = engine.libraries().resolveSibling("");
    var wrong = new TreeSet<String>();
    long total = manifest.bytes(), before = 0;
    for (var each : manifest.files()) {
      var file = folder.resolve(engine.name()).resolve(each.path());
      long start = before;
      try {
        if (!Files.isRegularFile(file)
            || Files.size(file) != each.bytes()
            || !Digests.file(
                    file,
                    "SHA-256",
                    done -> progress.at("device.progress.verifying", start + done, total))
                .equals(each.sha256())) wrong.add(each.path());
      } catch (IOException e) {
        throw new Problem("base.read", e, file, Disk.reason(e));
      }
      before += each.bytes();
    }
    var known = manifest.files().stream().map(Manifest.Entry::path).toList();
    for (var each : libraries(engine.libraries())) {
      if (!known.contains("lib/" + each)) wrong.add("lib/" + each);
    }
    if (!wrong.isEmpty())
      throw new Problem("device.verify", engine.name(), String.join(", ", wrong), root);
    return manifest.files().size();
  }

  private static List<String> libraries(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside
          .filter(Files::isRegularFile)
          .map(each -> folder.relativize(each).toString().replace('\\', '/'))
          .toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }

  /// Deletes an engine with its files.
  ///
  /// @throws Problem `device.remove.shipped` for the one that came with the program; `base.write` while a program uses it
  public void remove(String name) {
    if (name.equals(SHIPPED)) throw new Problem("device.remove.shipped");
    var engine = folder.resolve(find(name).name());
    try {
      // In one step first, so that half an engine is never met by a worker that starts now.
      var away = engine.resolveSibling(".removed-" + name);
      Disk.delete(away);
      Files.move(engine, away);
      Disk.delete(away);
    } catch (IOException e) {
      throw new Problem("base.write", e, engine, Disk.reason(e));
    }
  }
}

package org.vitrine.core.device.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.LibraryFolder;

/// Libraries that somebody has on this computer: DJL's jars, a folder with such jars, a folder of libraries, or where a
/// Python keeps PyTorch.
///
/// @param jars with `pytorch/FLAVOUR/PLATFORM/` in them; @param glues jars with `jnilib/PLATFORM/FLAVOUR/`
/// @param folders of libraries, the one with libtorch first
record Bundle(List<Path> jars, List<Path> glues, List<Path> folders) {
  private static final String LIBRARIES = "pytorch/", GLUE = "jnilib/";

  /// What belongs to Python, not to libtorch, or opens a window of its own.
  private static final Set<String> NOT_OURS =
      Set.of("libtorch_python.so", "libshm.so", "libshm_windows.dll", "torch_python.dll");

  /// @throws Problem `device.install.nothing` if there is no libtorch in any of them
  static Bundle of(List<Path> sources) {
    var bundle = new Bundle(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var source : sources) {
      if (Files.isDirectory(source)) bundle.addFolder(source);
      else if (Files.isRegularFile(source)) bundle.addJar(source);
      else throw new Problem("device.install.missing", source);
    }
    if (bundle.jars.isEmpty() && bundle.folders.isEmpty()) {
      throw new Problem("device.install.nothing", sources.getFirst());
    }
    // The glue lies beside the natives when both came from the same place.
    if (bundle.glues.isEmpty()) {
      for (var jar : bundle.jars) {
        list(jar.toAbsolutePath().resolveSibling(""), "pytorch-jni-", ".jar")
            .forEach(bundle::addJar);
      }
    }
    return bundle;
  }

  private void addFolder(Path folder) {
    for (var inside : List.of("", "lib", "torch/lib")) {
      var at = folder.resolve(inside);
      if (LibraryFolder.look(at).isPresent()) {
        folders.add(at);
        var site = folder.resolve(inside).toAbsolutePath().normalize().getParent();
        if (site != null && site.endsWith("torch")) addNvidia(site.resolveSibling("nvidia"));
        return;
      }
    }
    list(folder, "pytorch-", ".jar").forEach(this::addJar);
  }

  /// Python's PyTorch leaves the CUDA libraries to packages of their own beside it.
  private void addNvidia(Path nvidia) {
    for (var each : list(nvidia, "", "")) {
      for (var inside : List.of("lib", "bin")) {
        if (Files.isDirectory(each.resolve(inside))) folders.add(each.resolve(inside));
      }
    }
  }

  private void addJar(Path jar) {
    if (!Unpacking.folders(jar, LIBRARIES).isEmpty()) jars.add(jar);
    if (!Unpacking.folders(jar, GLUE).isEmpty()) glues.add(jar);
  }

  /// Folders inside a jar with the libraries of this platform.
  static List<String> libraries(Path jar, String platform) {
    return Unpacking.folders(jar, LIBRARIES).stream()
        .filter(each -> each.endsWith("/" + platform + "/"))
        .toList();
  }

  /// Folders inside a jar with glue for this platform, the wanted flavour first, then those that may do.
  static List<String> glues(Path jar, String platform, String flavour) {
    var at = GLUE + platform + "/";
    var wanted = List.of(flavour, flavour + "-precxx11", "cpu", "cpu-precxx11");
    var there = Unpacking.folders(jar, at);
    return wanted.stream().map(each -> at + each + "/").filter(there::contains).distinct().toList();
  }

  /// The libraries of a folder that an engine needs.
  static List<Path> needed(Path folder) {
    return list(folder, "", "").stream().filter(Bundle::library).toList();
  }

  private static boolean library(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && name.matches(".*\\.(so(\\.\\d+)*|dll|dylib)")
        && !NOT_OURS.contains(name)
        && !name.contains("observers");
  }

  private static List<Path> list(Path folder, String start, String end) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(each -> each.getFileName().toString().startsWith(start))
          .filter(each -> each.getFileName().toString().endsWith(end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }
}

package org.vitrine.core.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;

/// A folder that may hold libtorch, looked at without loading anything from it.
///
/// DJL loads whatever lies there and never asks for its version. With a wrong pair of library and glue the process dies
/// at the first missing symbol, or worse, calls the wrong function; so both versions are read from the files first.
///
/// @param path the folder itself
/// @param libtorch its version without the build, `2.7.1` say; empty if it cannot be told
/// @param glue the libtorch version that its `djl_torch` was built for; empty if there is none
/// @param cuda whether this build can use NVIDIA cards
public record LibraryFolder(
    Path path, Optional<String> libtorch, Optional<String> glue, boolean cuda) {
  private static final List<String> TORCH =
      List.of("libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll");
  private static final List<String> GLUE =
      List.of("libdjl_torch.so", "libdjl_torch.dylib", "djl_torch.dll");
  private static final List<String> CUDA = List.of("libtorch_cuda.so", "torch_cuda.dll");
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(\\+[\\w.]+)?");

  /// A function that the glue for 2.7.1 offers and the one for 2.5.1, the other that Maven Central carries, does not.
  private static final String NEWER_GLUE = "PyTorchLibrary_torchQuantile";

  /// How a library was built stands in its own text; mangled names tell the same of the glue.
  private static final String OLD_STRINGS = "_GLIBCXX_USE_CXX11_ABI=0",
      NEW_STRINGS = "__cxx1112basic_string";

  /// What was read from the libraries so far: they are large, and stay as they are while a process runs.
  private static final Map<Path, Optional<String>> KNOWN = new ConcurrentHashMap<>();

  /// What is in `folder`, or nothing if there is no libtorch.
  public static Optional<LibraryFolder> look(Path folder) {
    return first(folder, TORCH)
        .map(torch ->
            new LibraryFolder(
                folder,
                stated(folder.resolve("build-version"))
                    .or(() -> stated(folder.resolveSibling("build-version")))
                    .or(() -> known(torch, LibraryText::version)),
                first(folder, GLUE).flatMap(glue -> known(glue, LibraryFolder::glueVersion)),
                first(folder, CUDA).isPresent()));
  }

  /// As [#look], for a folder whose libraries may have changed since.
  public static Optional<LibraryFolder> fresh(Path folder) {
    for (var name : TORCH) KNOWN.remove(folder.resolve(name).toAbsolutePath());
    for (var name : GLUE) KNOWN.remove(folder.resolve(name).toAbsolutePath());
    return look(folder);
  }

  /// @throws Problem `device.no_glue`, `device.unknown_version`, or `device.version` if the two were not made for one another
  public LibraryFolder matching() {
    var wanted = glue.orElseThrow(() -> new Problem("device.no_glue", path));
    var found = libtorch.orElseThrow(() -> new Problem("device.unknown_version", path, wanted));
    if (!found.equals(wanted)) throw new Problem("device.version", path, found, wanted);
    return this;
  }

  /// Whether library and glue were compiled with the same kind of C++ strings; on Linux libtorch comes in two kinds, which
  /// link and then crash. Reads the whole library.
  public boolean sameStrings() {
    var torch = path.resolve(TORCH.getFirst());
    var own = path.resolve(GLUE.getFirst());
    if (!Files.isRegularFile(torch) || !Files.isRegularFile(own)) return true; // not Linux
    return LibraryText.holds(torch, OLD_STRINGS) != LibraryText.holds(own, NEW_STRINGS);
  }

  /// The glue of this folder.
  public Optional<Path> glueFile() {
    return first(path, GLUE);
  }

  /// What the glue is called on this computer.
  public static String glueName() {
    return System.mapLibraryName("djl_torch");
  }

  private static Optional<String> known(Path library, Function<Path, Optional<String>> reading) {
    return KNOWN.computeIfAbsent(library.toAbsolutePath(), reading);
  }

  private static Optional<String> glueVersion(Path glue) {
    return Optional.of(LibraryText.holds(glue, NEWER_GLUE) ? "2.7.1" : "2.5.1");
  }

  private static Optional<Path> first(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  private static Optional<String> stated(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > 200) return Optional.empty();
      var match = VERSION.matcher(Files.readString(file).strip());
      return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }
}

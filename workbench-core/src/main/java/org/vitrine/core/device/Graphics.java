package org.vitrine.core.device;

import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vitrine.core.base.Problem;

/// Why a graphics card is used or not: the links of the chain from the card to libtorch, each looked at without loading it.
///
/// @param card an NVIDIA card is there
/// @param driver its driver's library is there
/// @param runtime the CUDA runtime is where the loader looks
/// @param library the chosen libtorch is a build for CUDA
public record Graphics(boolean card, boolean driver, boolean runtime, boolean library) {
  /// Where the Linux of Windows keeps the driver.
  private static final Path WINDOWS_LINUX = Path.of("/usr/lib/wsl/lib");

  private static final List<Path> LIBRARY_FOLDERS =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib/aarch64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/usr/lib"),
          Path.of("/usr/local/cuda/lib64"),
          Path.of("/usr/local/nvidia/lib64"), // containers
          Path.of("/run/opengl-driver/lib"), // NixOS
          WINDOWS_LINUX,
          Path.of("C:\\Windows\\System32"));

  public static Graphics look() {
    var chosen = EngineLibrary.chosen();
    var torch = chosen.map(EngineLibrary.Candidate::path).stream().toList();
    return new Graphics(
        deviceFile() || exists(LIBRARY_FOLDERS, "nvcuda.dll"),
        exists(searchPath(), "libcuda.so.1") || exists(LIBRARY_FOLDERS, "nvcuda.dll"),
        holds(Stream.concat(searchPath().stream(), torch.stream()).toList(), "cudart"),
        chosen.map(each -> Objects.requireNonNull(each.found()).cuda()).orElse(false));
  }

  /// Whether every link is there.
  public boolean usable() {
    return card && driver && runtime && library;
  }

  /// The key of the first link that is missing, `device.gpu.ok` if none is.
  public String verdict() {
    if (!card) return "device.gpu.card";
    if (!driver) return "device.gpu.driver";
    if (!library) return "device.gpu.library";
    if (!runtime) return "device.gpu.runtime";
    return "device.gpu.ok";
  }

  /// What to tell somebody who asked for the card `id`.
  public Problem problem(String id) {
    return usable() ? new Problem("device.unknown", id) : new Problem(verdict(), id);
  }

  /// Those that the engine can use, by CUDA's numbers; the driver tells their names where it counts as many.
  static List<Devices.Device> cards() {
    EngineLibrary.prepare();
    int count = CudaUtils.getGpuCount();
    var known = NvidiaCards.visible();
    return IntStream.range(0, count)
        .mapToObj(i -> known.size() == count ? card(i, known.get(i)) : card(i))
        .toList();
  }

  private static Devices.Device card(int number, NvidiaCards.Card known) {
    if (known.memoryBytes() == 0) return card(number);
    return new Devices.Device(
        "cuda:" + number, known.name(), known.memoryBytes(), known.freeBytes(), known);
  }

  private static Devices.Device card(int number) {
    var memory = CudaUtils.getGpuMemory(ai.djl.Device.gpu(number));
    return new Devices.Device(
        "cuda:" + number,
        "NVIDIA " + number,
        memory.getMax(),
        memory.getMax() - memory.getCommitted());
  }

  private static List<Path> searchPath() {
    var named =
        Stream.of("LD_LIBRARY_PATH", "CUDA_PATH", "PATH")
            .map(EngineLibrary::setting)
            .filter(Objects::nonNull)
            .flatMap(value -> Stream.of(value.split(java.io.File.pathSeparator)))
            .filter(part -> !part.isBlank())
            .map(Path::of);
    return Stream.concat(named, LIBRARY_FOLDERS.stream()).toList();
  }

  /// `/dev/nvidia0`, or another number in a container that got one of several cards.
  private static boolean deviceFile() {
    if (Files.exists(Path.of("/dev/dxg")))
      return Files.exists(WINDOWS_LINUX.resolve("libcuda.so.1"));
    try (var files = Files.list(Path.of("/dev"))) {
      return files.anyMatch(file -> file.getFileName().toString().matches("nvidia\\d+"));
    } catch (java.io.IOException _) {
      return false; // no Linux
    }
  }

  private static boolean exists(List<Path> folders, String name) {
    return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(name)));
  }

  private static boolean holds(List<Path> folders, String part) {
    return folders.stream().anyMatch(folder -> holds(folder, part));
  }

  private static boolean holds(Path folder, String part) {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).contains(part));
    } catch (java.io.IOException _) {
      return false; // a folder on the search path need not exist
    }
  }
}

package org.vitrine.core.device;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that this process has had so far, and on a card the most that was in use whenever somebody looked.
///
/// | where   | what                                                                                              |
/// |---------|---------------------------------------------------------------------------------------------------|
/// | Linux   | `VmHWM` of `/proc/self/status`                                                                     |
/// | macOS   | `ru_maxrss` of `getrusage`, in bytes there                                                         |
/// | Windows | `PeakWorkingSetSize` of `K32GetProcessMemoryInfo`                                                  |
/// | a card  | what is in use on it less what was before; the engine keeps what it took once, so looking now and then suffices |
public final class PeakMemory {
  private final Devices.Device device;
  private final long before;
  private long most;

  /// Begins to look.
  public PeakMemory(Devices.Device device) {
    this.device = device;
    before = device.gpu() ? used() : 0;
  }

  /// Bytes so far; 0 where the system does not tell.
  public long bytes() {
    most = Math.max(most, device.gpu() ? used() - before : resident());
    return most;
  }

  private long used() {
    try {
      return CudaUtils.getGpuMemory(device.djl()).getCommitted();
    } catch (RuntimeException | LinkageError _) {
      return 0;
    }
  }

  /// Of the process, with everything in it.
  static long resident() {
    var system = System.getProperty("os.name");
    try {
      if (system.equals("Linux")) return linux();
      if (system.startsWith("Mac")) return mac();
      if (system.startsWith("Windows")) return windows();
    } catch (Throwable _) {
      // it is a figure for the record, not worth a word
    }
    return 0;
  }

  private static long linux() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .orElse(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long mac() throws Throwable {
    try (var arena = Arena.ofConfined()) {
      var linker = Linker.nativeLinker();
      var usage = arena.allocate(256);
      int failed =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().find("getrusage").orElseThrow(),
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                  .invokeExact(0, (MemorySegment) usage);
      return failed != 0 ? 0 : usage.get(ValueLayout.JAVA_LONG, 32); // after two times of 16 bytes
    }
  }

  private static long windows() throws Throwable {
    try (var arena = Arena.ofConfined()) {
      var linker = Linker.nativeLinker();
      var kernel = SymbolLookup.libraryLookup("kernel32.dll", arena);
      var counters = arena.allocate(72);
      counters.set(ValueLayout.JAVA_INT, 0, 72);
      int done =
          (int)
              linker
                  .downcallHandle(
                      kernel.find("K32GetProcessMemoryInfo").orElseThrow(),
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.JAVA_LONG,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT))
                  .invokeExact(-1L, (MemorySegment) counters, 72); // -1: this process
      return done == 0 ? 0 : counters.get(ValueLayout.JAVA_LONG, 8);
    }
  }
}

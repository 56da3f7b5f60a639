package org.vitrine.core.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vitrine.core.base.Problem;

/// Lets the matrix library inside libtorch use AVX-512 on processors that are not Intel's.
///
/// MKL asks itself whether the processor is Intel's and takes narrower kernels if not, whatever the processor can do.
/// The function that answers is made to say yes, in this process's memory alone and before the engine starts; no file
/// is changed. Matrix products become about twice as fast and their last digits differ, so it happens only where a
/// recipe asks for it, and the run's record says so. x86-64 Linux; elsewhere MKL's own choice stays.
final class WideKernels {
  private static final String ASKED = "mkl_serv_intel_cpu_true";

  /// `mov eax, 1; ret`
  private static final byte[] YES = {(byte) 0xB8, 1, 0, 0, 0, (byte) 0xC3};

  private static final int READ = 1, WRITE = 2, EXECUTE = 4;
  private static final long PAGE = 4096;

  private WideKernels() {}

  /// Whether this processor has wide kernels that MKL would leave aside.
  static boolean possible() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64")
        && Machine.processorLine("flags").contains("avx512f")
        && !Machine.processorLine("vendor_id").contains("Intel");
  }

  /// @param folder of the engine library, which is not loaded yet
  /// @throws Problem `device.kernels` where it cannot be done
  static void allow(Path folder) {
    if (!possible()) throw new Problem("device.kernels", Machine.read().processor());
    try {
      for (var library : needed(folder)) System.load(library.toAbsolutePath().toString());
      var function =
          SymbolLookup.libraryLookup(folder.resolve("libtorch_cpu.so"), Arena.global())
              .find(ASKED)
              .orElseThrow(() -> new IllegalStateException(ASKED));
      long first = function.address() / PAGE * PAGE;
      long length = function.address() + YES.length - first;
      var pages = MemorySegment.ofAddress(first).reinterpret(length);
      protect(pages, READ | WRITE | EXECUTE);
      MemorySegment.copy(
          MemorySegment.ofArray(YES), 0, pages, function.address() - first, YES.length);
      protect(pages, READ | EXECUTE);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new Problem("device.kernels.refused", e, String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> needed(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      var gomp =
          inside.filter(each -> each.getFileName().toString().startsWith("libgomp")).toList();
      return Stream.of(
              Stream.of(folder.resolve("libc10.so")),
              gomp.stream(),
              Stream.of(folder.resolve("libtorch_cpu.so")))
          .flatMap(each -> each)
          .toList();
    }
  }

  private static void protect(MemorySegment pages, int how) {
    var linker = Linker.nativeLinker();
    var mprotect =
        linker.downcallHandle(
            linker.defaultLookup().find("mprotect").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
    int failed;
    try {
      failed = (int) mprotect.invokeExact(pages, pages.byteSize(), how);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (failed != 0) throw new IllegalStateException("mprotect");
  }
}

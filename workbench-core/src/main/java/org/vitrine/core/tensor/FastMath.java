package org.vitrine.core.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.EngineLibrary;

/// TF32: float32 matrix products of cards since 2020 with 10 of the 23 bits of the fraction, several times as fast.
///
/// No operator of a script and nothing of DJL's reaches this switch of the engine, so two exported functions of the library
/// are called by the names that C++ compilers give them: `at::globalContext` and `at::Context::setAllowTF32CuBLAS`, with the
/// latter's twin for convolutions. It is a setting of the process, off at first for both.
public final class FastMath {
  /// @param library file of the engine; @param context, set, get, convolutions names of functions in it
  private record Names(
      String library, String context, String set, String get, String convolutions) {}

  private static final List<Names> KNOWN =
      List.of(
          new Names(
              "libtorch_cpu.so",
              "_ZN2at13globalContextEv",
              "_ZN2at7Context18setAllowTF32CuBLASEb",
              "_ZNK2at7Context15allowTF32CuBLASEv",
              "_ZN2at7Context17setAllowTF32CuDNNEb"),
          new Names(
              "torch_cpu.dll",
              "?globalContext@at@@YAAEAVContext@1@XZ",
              "?setAllowTF32CuBLAS@Context@at@@QEAAX_N@Z",
              "?allowTF32CuBLAS@Context@at@@QEBA_NXZ",
              "?setAllowTF32CuDNN@Context@at@@QEAAX_N@Z"));

  private FastMath() {}

  /// Allows TF32 in this process, or forbids it. Means something on a card alone.
  ///
  /// @throws Problem `tensor.tf32` if this engine library has no such switch where it is looked for
  public static void allow(boolean on) {
    EngineLibrary.prepare();
    for (var folder : folders()) {
      for (var names : KNOWN) {
        var file = folder.resolve(names.library);
        if (Files.isRegularFile(file)) {
          set(file, names, on);
          return;
        }
      }
    }
    throw new Problem("tensor.tf32", "-");
  }

  private static List<Path> folders() {
    var path = System.getProperty("PYTORCH_LIBRARY_PATH");
    return path == null ? List.of() : List.of(Path.of(path));
  }

  private static void set(Path file, Names names, boolean on) {
    try {
      var library = SymbolLookup.libraryLookup(file, Arena.global());
      var linker = Linker.nativeLinker();
      var give = FunctionDescriptor.of(ValueLayout.ADDRESS);
      var setter = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_BOOLEAN);
      var getter = FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS);
      var context =
          (MemorySegment) linker.downcallHandle(find(library, names.context), give).invokeExact();
      linker.downcallHandle(find(library, names.set), setter).invokeExact(context, on);
      linker.downcallHandle(find(library, names.convolutions), setter).invokeExact(context, on);
      boolean now =
          (boolean) linker.downcallHandle(find(library, names.get), getter).invokeExact(context);
      if (now != on) throw new IllegalStateException(names.set);
    } catch (Throwable e) {
      throw new Problem("tensor.tf32", e, String.valueOf(e.getMessage()));
    }
  }

  private static MemorySegment find(SymbolLookup library, String name) {
    return library.find(name).orElseThrow(() -> new IllegalStateException(name));
  }
}

package org.vitrine.core.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Memory that ran out: how the engine says so, and what can be done about it at once.
public final class Exhaustion {
  /// CUDA's allocator, its linear algebra library, the processor's allocator on Linux and on Windows, all in lower case.
  private static final List<String> SAYINGS =
      List.of(
          "out of memory",
          "cublas_status_alloc_failed",
          "can't allocate memory",
          "not enough memory");

  private Exhaustion() {}

  /// Whether this, or what caused it, is the engine's or Java's way to say that an array did not fit.
  public static boolean is(@Nullable Throwable error) {
    for (int depth = 0; error != null && depth < 8; depth++, error = error.getCause()) {
      if (error instanceof OutOfMemoryError) return true;
      var said = String.valueOf(error.getMessage()).toLowerCase(java.util.Locale.ROOT);
      if (SAYINGS.stream().anyMatch(said::contains)) return true;
    }
    return false;
  }

  /// Hands back to the card what the engine keeps for later arrays; nothing on a processor.
  public static void release(Scope scope) {
    if (scope.manager().getDevice().isGpu()) JniUtils.emptyCudaCache();
  }
}

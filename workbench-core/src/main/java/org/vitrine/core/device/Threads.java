package org.vitrine.core.device;

import ai.djl.pytorch.jni.JniUtils;

/// How many threads one operation of the engine uses.
///
/// All cores but one by default: OpenMP's barriers collapse as soon as another process wants the last core.
public final class Threads {
  private Threads() {}

  static int orDefault(int wanted) {
    return wanted > 0 ? wanted : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  static void set(int threads) {
    JniUtils.setNumThreads(threads);
  }

  /// The number in use; the engine must be loaded.
  public static int used() {
    return JniUtils.getNumThreads();
  }
}

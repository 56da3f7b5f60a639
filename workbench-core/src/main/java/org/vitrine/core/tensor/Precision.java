package org.vitrine.core.tensor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The element type of matrix products in a forward and its gradients: mixed precision, Micikevicius et al. 2017,
/// arXiv:1710.03740 (METHODS 2.13). Weights, norms, softmax, losses and updates are float32 in all of them; casts round
/// to nearest, ties to even.
public enum Precision {
  FLOAT32("float32", 6, 4),
  /// the range of float32 with 8 significant bits
  BFLOAT16("bf16", 15, 2),
  /// 11 significant bits, nothing above 65504: small gradients need a scaled loss
  FLOAT16("fp16", 5, 2);

  private static final ThreadLocal<Precision> CURRENT = ThreadLocal.withInitial(() -> FLOAT32);

  private final String label;
  private final int code;
  private final int bytes;

  Precision(String label, int code, int bytes) {
    this.label = label;
    this.code = code;
    this.bytes = bytes;
  }

  /// `float32`, `bf16` or `fp16`.
  public String label() {
    return label;
  }

  /// Bytes of an activation.
  public int bytes() {
    return bytes;
  }

  /// Whether two types are mixed.
  public boolean mixed() {
    return this != FLOAT32;
  }

  /// Whether the loss must be scaled so that small gradients do not vanish.
  public boolean scaled() {
    return this == FLOAT16;
  }

  /// libtorch's number of the type.
  int code() {
    return code;
  }

  /// What this thread's products are computed in.
  static Precision current() {
    return CURRENT.get();
  }

  /// Runs `work` with this thread's matrix products in this precision; the former one returns in any case.
  public <T extends @Nullable Object> T during(Supplier<T> work) {
    var before = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.Kernels;

/// `y = x · weightᵀ + bias`, weight [out, in].
public final class Linear {
  private final Param weight;
  private final @Nullable Param bias;

  private Linear(Param weight, @Nullable Param bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /// @param deviation of fresh weights; a fresh bias is zero
  public Linear(Params at, long in, long out, double deviation) {
    this(
        at.declare("weight", Param.Start.normal(deviation), out, in),
        at.declare("bias", Param.Start.ZEROS, out));
  }

  public static Linear withoutBias(Params at, long in, long out, double deviation) {
    return new Linear(at.declare("weight", Param.Start.normal(deviation), out, in), null);
  }

  public static Linear of(Params at, long in, long out, double deviation, boolean biased) {
    return biased ? new Linear(at, in, out, deviation) : withoutBias(at, in, out, deviation);
  }

  /// A layer over arrays that another layer or the head itself declared: a tied decoder.
  public static Linear over(Param weight, @Nullable Param bias) {
    return new Linear(weight, bias);
  }

  /// [.., in] to [.., out].
  public NDArray forward(NDArray x) {
    return Kernels.linear(x, weight.array(), bias == null ? null : bias.array());
  }

  public Param weight() {
    return weight;
  }
}

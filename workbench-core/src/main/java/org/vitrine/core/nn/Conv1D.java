package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// `y = x · weight + bias` with weight [in, out]: GPT-2's way to store a linear layer.
public final class Conv1D {
  private final Param weight, bias;

  public Conv1D(Params at, long in, long out, double deviation) {
    weight = at.declare("weight", Param.Start.normal(deviation), in, out);
    bias = at.declare("bias", Param.Start.ZEROS, out);
  }

  /// [.., in] to [.., out].
  public NDArray forward(NDArray x) {
    return Kernels.conv1d(x, weight.array(), bias.array());
  }

  public Param weight() {
    return weight;
  }
}

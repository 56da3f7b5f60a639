package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// Layer normalisation over the last axis: Ba et al. 2016, arXiv:1607.06450.
public final class LayerNorm {
  private final Param weight, bias;
  private final double epsilon;

  public LayerNorm(Params at, long width, double epsilon) {
    weight = at.declareNorm("weight", Param.Start.ONES, width);
    bias = at.declareNorm("bias", Param.Start.ZEROS, width);
    this.epsilon = epsilon;
  }

  public NDArray forward(NDArray x) {
    return Kernels.layerNorm(x, weight.array(), bias.array(), epsilon);
  }
}

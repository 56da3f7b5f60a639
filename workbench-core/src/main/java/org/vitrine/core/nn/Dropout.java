package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// Zeroes entries while training: Srivastava et al. 2014. Draws go on in the order of the forward pass.
public record Dropout(double rate) {
  public NDArray forward(NDArray x, Pass pass) {
    return pass.training() && rate > 0 ? Kernels.dropout(x, rate) : x;
  }
}

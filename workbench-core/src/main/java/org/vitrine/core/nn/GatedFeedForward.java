package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// A wider layer whose entries a second one opens and shuts: Shazeer 2020, arXiv:2002.05202.
public record GatedFeedForward(Linear gate, Activation activation, Linear up, Linear down) {
  /// [B, T, d] to [B, T, d], with [B, T, inner] between.
  public NDArray forward(NDArray x) {
    return down.forward(Kernels.multiply(activation.forward(gate.forward(x)), up.forward(x)));
  }
}

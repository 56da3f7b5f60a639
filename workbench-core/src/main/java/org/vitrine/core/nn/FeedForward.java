package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;

/// Out to a wider layer, an activation, and back.
public record FeedForward(Linear inner, Activation activation, Linear outer) {
  /// [B, T, d] to [B, T, d], with [B, T, inner] between.
  public NDArray forward(NDArray x) {
    return outer.forward(activation.forward(inner.forward(x)));
  }
}

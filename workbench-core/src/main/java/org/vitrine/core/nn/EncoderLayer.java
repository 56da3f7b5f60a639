package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;

/// A layer of an encoder; the attention that it is given knows its place in the order.
public interface EncoderLayer {
  /// [B, T, d] to [B, T, d].
  NDArray forward(NDArray x, Attention core, ScoreBias bias, Mask mask, Pass pass);

  SelfAttention attention();
}

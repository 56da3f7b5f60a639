package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;

/// A layer of an encoder; the attention that it is given knows its place in the order.
public interface EncoderLayer {
  /// [B, T, d] to [B, T, d], or to as many rows as the mask asks for.
  NDArray forward(NDArray x, Attention core, ScoreBias bias, Mask mask, Pass pass);

  SelfAttention attention();
}

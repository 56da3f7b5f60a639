package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;

/// An encoder's self-attention: four projections around [Attention].
public record SelfAttention(Linear query, Linear key, Linear value, Linear output) {
  /// [B, T, d] to [B, T, d], or to as many rows as the mask asks for.
  public NDArray forward(NDArray x, Attention attention, ScoreBias bias, Mask mask, Pass pass) {
    var q = attention.split(query.forward(mask.asked(x))); // [B, heads, T, d / heads]
    var k = attention.split(key.forward(x));
    var v = attention.split(value.forward(x));
    return output.forward(attention.forward(q, k, v, bias.on(mask, q, k), pass));
  }
}

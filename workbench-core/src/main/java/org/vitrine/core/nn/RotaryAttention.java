package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/// A decoder's self-attention with rotary positions: four projections around [Attention].
public final class RotaryAttention {
  private final Linear query, key, value, output;
  private final Attention attention;
  private final UnaryOperator<NDArray> queryNorm, keyNorm;

  public RotaryAttention(
      Linear query, Linear key, Linear value, Linear output, Attention attention) {
    this(query, key, value, output, attention, x -> x, x -> x);
  }

  /// @param queryNorm of each query head [B, H, T, dh], before it is turned; `keyNorm` likewise
  public RotaryAttention(
      Linear query,
      Linear key,
      Linear value,
      Linear output,
      Attention attention,
      UnaryOperator<NDArray> queryNorm,
      UnaryOperator<NDArray> keyNorm) {
    this.query = query;
    this.key = key;
    this.value = value;
    this.output = output;
    this.attention = attention;
    this.queryNorm = queryNorm;
    this.keyNorm = keyNorm;
  }

  /// [B, T, d] to [B, T, d].
  public NDArray forward(NDArray x, Rotary.Angles angles, Mask mask, Pass pass) {
    var q = angles.rotate(queryNorm.apply(attention.split(query.forward(x)))); // [B, H, T, dh]
    var k = angles.rotate(keyNorm.apply(attention.splitKeys(key.forward(x)))); // [B, G, T, dh]
    var v = attention.splitKeys(value.forward(x));
    return output.forward(attention.forward(q, k, v, mask, pass));
  }

  public Param outputWeight() {
    return output.weight();
  }
}

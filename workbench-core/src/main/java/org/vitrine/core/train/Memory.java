package org.vitrine.core.train;

/// How much memory tuning takes, in bytes, before anything is measured (METHODS 4.1; Korthikanti et al. 2022,
/// arXiv:2205.05198).
///
/// @param held weights, gradients and optimizer state
/// @param layer what one layer keeps for the backward pass
/// @param activations what all layers keep
/// @param head logits and their gradients
public record Memory(long held, long layer, long activations, long head) {

  /// What is tuned.
  ///
  /// @param weightBytes of a parameter as it is held: 4, mixed bfloat16 6
  /// @param bytes of an activation: 4, bfloat16 2
  /// @param width d; `inner` f; `gated` whether the feed-forward has a gate
  /// @param batch B; `tokens` T
  /// @param dropout whether masks are kept
  /// @param fused whether attention keeps no scores
  /// @param moments bytes of optimizer state a learning parameter: AdamW 8
  /// @param outputs of the head at each of `scored` positions
  public record Shape(
      long parameters,
      long trainable,
      int weightBytes,
      int bytes,
      int layers,
      int width,
      int inner,
      int heads,
      int keyHeads,
      int headSize,
      boolean gated,
      long batch,
      long tokens,
      boolean dropout,
      boolean fused,
      boolean checkpointing,
      int moments,
      long outputs,
      long scored) {}

  public static Memory of(Shape s) {
    long e = s.bytes, masks = s.dropout ? 1 : 0, d = s.width, bt = s.batch * s.tokens;
    long query = (long) s.heads * s.headSize, key = (long) s.keyHeads * s.headSize;
    long attention = bt * (e * (2 * d + 2 * query + 2 * key) + masks * d);
    long feedForward = bt * (e * (2 * d + (s.gated ? 4L : 2L) * s.inner) + masks * d);
    long scores =
        s.fused
            ? 4 * s.batch * s.heads * s.tokens
            : s.batch * s.heads * s.tokens * s.tokens * (e + masks * (e + 1));
    long layer = attention + feedForward + scores;
    long activations = s.checkpointing ? s.layers * bt * d * e + layer : s.layers * layer;
    long held = s.parameters * s.weightBytes + s.trainable * (4 + s.moments);
    return new Memory(held, layer, activations, s.scored * s.outputs * (e + 8));
  }

  /// With a tenth for what no formula counts.
  public long total() {
    return (long) Math.floor((held + activations + head) * 1.1);
  }
}

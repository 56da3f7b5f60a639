package org.vitrine.core.train;

import org.vitrine.core.model.Layout;

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
    long e = s.bytes, d = s.width, bt = s.batch * s.tokens;
    var stack =
        new Layout.Stack(
            Layout.Kind.ATTENTION,
            s.layers,
            s.width,
            s.inner,
            s.heads,
            s.keyHeads,
            s.headSize,
            s.gated,
            Math.toIntExact(s.tokens),
            false,
            false);
    var load = new Activations.Load(s.batch, s.tokens, s.bytes, s.dropout, s.fused);
    long layer = Activations.layer(stack, load, s.tokens);
    long activations = s.checkpointing ? s.layers * bt * d * e + layer : s.layers * layer;
    long held = s.parameters * s.weightBytes + s.trainable * (4 + s.moments);
    return new Memory(held, layer, activations, s.scored * s.outputs * (e + 8));
  }

  /// With a tenth for what no formula counts.
  public long total() {
    return (long) Math.floor((held + activations + head) * 1.1);
  }
}

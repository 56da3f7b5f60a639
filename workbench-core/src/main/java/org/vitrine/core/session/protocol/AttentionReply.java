package org.vitrine.core.session.protocol;

import java.util.List;

/// Every attention map for one text.
///
/// @param file safetensors: `attentions` [layers, heads, T, T] float32, `rollout` [layers, T, T] (rollout up to and with each layer)
/// @param causal whether a token sees only itself and what is before
/// @param prediction what the model says of the text, empty scores if it has no head that speaks
/// @param facts one a head, layer by layer
public record AttentionReply(
    String file,
    int layers,
    int heads,
    boolean causal,
    List<TokenList.Token> tokens,
    PredictionList prediction,
    List<HeadFacts> facts,
    double milliseconds) {

  /// METHODS 1.7, 1.8, 1.13.
  ///
  /// @param entropy nats, mean over queries
  /// @param distance tokens, mean over queries
  /// @param role `induction`, `duplicate`, `previous`, `next`, `self`, `separator`, `first`, `local`, `broad`, `mixed`
  public record HeadFacts(int layer, int head, double entropy, double distance, String role) {}
}

package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every attention map of a part of a model over one text or picture.
///
/// @param file safetensors: `attentions` [layers, heads, rows, columns] float32, `rollout` [layers, rows, columns] (rollout up to
///     and with each layer)
/// @param part of [Subject#part()], as it was looked at; @param parts all that this model has
/// @param causal whether a token sees only itself and what is before
/// @param tokens that read, one a row
/// @param keys that are read, one a column: the same unless one text reads another
/// @param picture null for a text
/// @param prediction what the model says of it, empty scores if it has no head that speaks
/// @param facts one a head, layer by layer
public record AttentionReply(
    String file,
    int layers,
    int heads,
    String part,
    List<String> parts,
    boolean causal,
    List<TokenList.Token> tokens,
    List<TokenList.Token> keys,
    @Nullable Patches picture,
    PredictionList prediction,
    List<HeadFacts> facts,
    double milliseconds) {

  /// A picture as the model saw it.
  ///
  /// @param png in the size that the model read
  /// @param rows of patches; @param columns of patches
  /// @param specials tokens before the first patch that stand for none
  public record Patches(byte[] png, int rows, int columns, int specials) {}

  /// METHODS 1.7, 1.8, 1.13.
  ///
  /// @param entropy nats, mean over queries
  /// @param distance tokens, over a picture pixels, mean over queries
  /// @param role `induction`, `duplicate`, `previous`, `next`, `self`, `separator`, `first`, `local`, `broad`, `mixed`
  public record HeadFacts(int layer, int head, double entropy, double distance, String role) {}
}

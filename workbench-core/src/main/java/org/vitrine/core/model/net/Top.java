package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What stands on a body.
///
/// @param reads how many tokens of each text the head reads, from the first on; 0 for all
/// @param decode a state to logits of words; null where the head names none
public record Top(Head.Layers head, int reads, @Nullable UnaryOperator<NDArray> decode) {
  public static Top of(Head.Layers head) {
    return new Top(head, 0, null);
  }

  /// Reads the first tokens alone, so that the last layer need not give more.
  public static Top ofFirst(int tokens, Head.Layers head) {
    return new Top(head, tokens, null);
  }

  /// @param causal whether a place answers for the token after it
  public static Top speaking(boolean causal, UnaryOperator<NDArray> decode) {
    return new Top((x, batch, pass) -> Heads.scored(x, batch, pass, causal, decode), 0, decode);
  }
}

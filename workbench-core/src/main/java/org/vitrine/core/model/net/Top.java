package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What stands on a body.
///
/// @param decode a state to logits of words; null where the head names none
public record Top(Head.Layers head, @Nullable UnaryOperator<NDArray> decode) {
  public static Top of(Head.Layers head) {
    return new Top(head, null);
  }

  /// @param causal whether a place answers for the token after it
  public static Top speaking(boolean causal, UnaryOperator<NDArray> decode) {
    return new Top((x, batch, pass) -> Heads.scored(x, batch, pass, causal, decode), decode);
  }
}

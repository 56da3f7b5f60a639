package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;

/// A family's tree of layers.
public interface Net {
  Output forward(Batch batch, Pass pass);

  /// The vocabulary's logits of a hidden state of layer `layer` (METHODS 1.17).
  ///
  /// @param last whether it is the last hidden state, which some families have normalised already
  /// @throws Problem `model.no_lens` if this head has no vocabulary
  default NDArray lens(NDArray hidden, boolean last) {
    throw new Problem("model.no_lens");
  }

  /// Whether a token sees only itself and what comes before it.
  default boolean causal() {
    return false;
  }

  /// The output projection of a layer's attention (METHODS 1.6).
  ///
  /// @throws Problem `model.no_attention` if it has none
  default Projection attentionOutput(int layer) {
    throw new Problem("model.no_attention");
  }

  /// The same in a part of an encoder-decoder.
  default Projection attentionOutput(Part part, int layer) {
    return attentionOutput(layer);
  }

  /// @param inputFirst whether the weight is [in, out], else [out, in]
  record Projection(Param weight, boolean inputFirst) {}
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;

/// What positions add to a layer's scores, from its queries and keys.
@FunctionalInterface
public interface ScoreBias {
  /// Positions are in the embeddings already.
  ScoreBias NONE = (mask, _, _) -> mask;

  /// @param q [B, H, Tq, dh]; @param k [B, H, Tk, dh]
  Mask on(Mask mask, NDArray q, NDArray k);
}

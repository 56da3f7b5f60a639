package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RelativeKernels;

/// DeBERTa's relative terms: queries times vectors of positions, and keys times vectors of positions.
final class Disentangled {
  private final Attention attention;
  private final Dropout dropout;
  private final double scale;
  private final @Nullable Linear key, query;

  /// @param words whose projections positions may share
  Disentangled(
      DebertaConfig c,
      DebertaConfig.Relative relative,
      Params at,
      Attention attention,
      SelfAttention words) {
    this.attention = attention;
    dropout = new Dropout(c.dropout());
    scale = c.scale();
    boolean shared = relative.shared();
    int hidden = c.hidden();
    key =
        !c.contentToPosition()
            ? null
            : shared ? words.key() : new Linear(at.in("pos_key_proj"), hidden, hidden, c.spread());
    query =
        !c.positionToContent()
            ? null
            : shared
                ? words.query()
                : new Linear(at.in("pos_query_proj"), hidden, hidden, c.spread());
  }

  /// @param table of relative positions [1, R, d]; @param at its row for each pair [T, T]
  ScoreBias over(NDArray table, NDArray at, Pass pass) {
    return (mask, q, k) -> {
      // a handle that ends with the layer, and with it what is made from it
      var rows = dropout.forward(Kernels.alias(q.getManager(), table), pass);
      Mask all = mask;
      if (key != null) {
        var ofKeys = attention.split(key.forward(rows)); // [1, H, R, dh]
        all = all.plus(RelativeKernels.ofQueries(q, ofKeys, at, scale));
      }
      if (query != null) {
        var ofQueries = attention.split(query.forward(rows));
        all = all.plus(RelativeKernels.ofKeys(k, ofQueries, at, scale));
      }
      return all;
    };
  }
}

package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;

/// A post-norm layer whose scores have relative terms.
final class DebertaLayer {
  private final PostNormLayer layer;
  private final Attention attention;
  private final @Nullable Disentangled relative;

  DebertaLayer(DebertaConfig c, Params at) {
    int hidden = c.hidden();
    var own = at.in("attention.self");
    var query = new Linear(own.in("query_proj"), hidden, hidden, c.spread());
    var key = new Linear(own.in("key_proj"), hidden, hidden, c.spread());
    var value = new Linear(own.in("value_proj"), hidden, hidden, c.spread());
    var output = new Linear(at.in("attention.output.dense"), hidden, hidden, c.spread());
    var dropout = new Dropout(c.dropout());
    attention = new Attention(at.layer(), c.heads(), c.attentionDropout(), c.scale());
    var positions = c.relative();
    relative =
        positions == null ? null : new Disentangled(c, positions, own, attention, query, key);
    layer =
        new PostNormLayer(
            new SelfAttention(query, key, value, output),
            dropout,
            new LayerNorm(at.in("attention.output.LayerNorm"), hidden, c.epsilon()),
            new FeedForward(
                new Linear(at.in("intermediate.dense"), hidden, c.inner(), c.spread()),
                c.activation(),
                new Linear(at.in("output.dense"), c.inner(), hidden, c.spread())),
            dropout,
            new LayerNorm(at.in("output.LayerNorm"), hidden, c.epsilon()));
  }

  /// @param tables the table of relative positions, if there is one; @param places its rows for each pair
  NDArray forward(NDArray x, List<NDArray> tables, @Nullable NDArray places, Mask mask, Pass pass) {
    var bias =
        relative == null
            ? ScoreBias.NONE
            : relative.over(tables.getFirst(), Objects.requireNonNull(places), pass);
    return layer.forward(x, attention, bias, mask, pass);
  }

  Param output() {
    return layer.attention().output().weight();
  }
}

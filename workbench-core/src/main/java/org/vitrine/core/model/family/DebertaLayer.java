package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.ScoreBias;

/// A post-norm layer whose scores have relative terms.
final class DebertaLayer {
  private final PostNormLayer layer;
  private final Attention attention;
  private final @Nullable Disentangled relative;

  DebertaLayer(DebertaConfig c, Params at) {
    var form =
        new BertLayer(c.hidden(), c.inner(), c.epsilon(), c.dropout(), c.spread(), c.activation());
    layer = form.at(at, "query_proj", "key_proj", "value_proj");
    attention = new Attention(at.layer(), c.heads(), c.attentionDropout(), c.scale());
    var positions = c.relative();
    relative =
        positions == null
            ? null
            : new Disentangled(c, positions, at.in("attention.self"), attention, layer.attention());
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

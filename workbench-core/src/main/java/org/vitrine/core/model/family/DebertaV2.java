package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RelativeKernels;

/// DeBERTa-v2 and v3: words and positions attend apart from each other: He et al. 2020, arXiv:2006.03654 and 2021,
/// arXiv:2111.09543.
final class DebertaV2 implements Encoder.Body {
  static final Family FAMILY =
      Family.of(
              "deberta-v2",
              "DebertaV2",
              (s, json) -> DebertaConfig.read(s).facts(json),
              DebertaV2::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
          .optionalPrefix("deberta.")
          .oldName("cls.predictions.decoder.bias", "cls.predictions.bias")
          .ignoring(
              "embeddings\\.position_ids",
              "embeddings\\.position_embeddings\\.weight",
              "pooler\\.dense\\..*",
              "mask_predictions\\..*",
              "lm_predictions\\..*");

  private final DebertaEmbeddings embeddings;
  private final @Nullable Embedding positions;
  private final @Nullable LayerNorm positionNorm;
  private final DebertaConfig.@Nullable Relative relative;
  private final List<DebertaLayer> layers;
  private final @Nullable DebertaConvolution convolution;

  private DebertaV2(DebertaConfig c, Params at) {
    embeddings = new DebertaEmbeddings(c, at.in("embeddings"));
    var own = at.in("encoder");
    relative = c.relative();
    positions =
        relative == null
            ? null
            : new Embedding(own.in("rel_embeddings"), 2L * relative.span(), c.hidden(), c.spread());
    positionNorm = c.normed() ? new LayerNorm(own.in("LayerNorm"), c.hidden(), c.epsilon()) : null;
    layers = own.in("layer").each(c.layers(), in -> new DebertaLayer(c, in));
    var beside = c.convolution();
    convolution = beside == null ? null : new DebertaConvolution(c, beside, own.in("conv"));
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = DebertaConfig.read(s);
    var body = kind == Head.BASE ? at : at.in("deberta");
    var deberta = new DebertaV2(c, body);
    return new Encoder(
        deberta,
        switch (kind) {
          case BASE -> Top.of(Heads.bare());
          case SEQUENCE_CLASSIFICATION -> Top.of(texts(c, labels, at.asHead()));
          case TOKEN_CLASSIFICATION ->
              Top.of(Heads.tokens(at, c.hidden(), labels, c.dropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case MASKED_LM -> deberta.embeddings.decoder(c, at.asHead());
          default -> throw kind.unbuilt();
        });
  }

  private static Head.Layers texts(DebertaConfig c, int labels, Params at) {
    var dense = new Linear(at.in("pooler.dense"), c.hidden(), c.hidden(), c.spread());
    var out = new Linear(at.in("classifier"), c.hidden(), labels, c.spread());
    return Heads.texts(
        Heads.first(c.poolerDropout(), dense, c.poolerActivation()), c.headDropout(), out);
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    var mask = Mask.ofPairs(batch.padding());
    var x = pass.hidden(embeddings.forward(batch, pass));
    var places = places(x, batch.length());
    var shared = table(x);
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      var beside = i == 0 ? convolution : null;
      x =
          pass.hidden(
              pass.layer(
                  x,
                  shared,
                  (in, tables) -> {
                    var y = layer.forward(in, tables, places, mask, pass);
                    return beside == null ? y : beside.forward(in, y, batch, pass);
                  }));
    }
    return x;
  }

  /// Rows of relative positions, one for each pair: [T, T].
  private @Nullable NDArray places(NDArray x, int length) {
    if (relative == null) return null;
    return RelativeKernels.buckets(
        x, length, relative.buckets(), relative.farthest(), relative.span());
  }

  /// The table of relative positions [1, R, d], none if there is none.
  private List<NDArray> table(NDArray x) {
    if (positions == null) return List.of();
    var table = Kernels.table(x, positions.weight().array());
    return List.of(positionNorm == null ? table : positionNorm.forward(table));
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return new Net.Projection(layers.get(layer).output(), false);
  }
}

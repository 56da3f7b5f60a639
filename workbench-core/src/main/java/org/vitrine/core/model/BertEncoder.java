package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.SelfAttention;

/// The post-norm encoder that BERT, RoBERTa and ELECTRA share; they count positions differently, and ELECTRA's tables may
/// be narrower than its layers.
final class BertEncoder implements Encoder.Body {
  private final BertEmbeddings embeddings;
  private final @Nullable Linear projection;
  private final EncoderLayers layers;

  /// @param placePadding row of the table of positions that stands for padding, -1 for none
  BertEncoder(BertConfig c, Params at, BertEmbeddings.Positions positions, long placePadding) {
    embeddings = new BertEmbeddings(c, at.in("embeddings"), positions, placePadding);
    projection =
        c.embedding() == c.hidden()
            ? null
            : new Linear(at.in("embeddings_project"), c.embedding(), c.hidden(), c.spread());
    layers = new EncoderLayers(at.in("encoder.layer").each(c.layers(), in -> step(c, in)), 1);
  }

  private static EncoderLayers.Step step(BertConfig c, Params at) {
    var own = at.in("attention.self");
    int hidden = c.hidden();
    var attention =
        new SelfAttention(
            new Linear(own.in("query"), hidden, hidden, c.spread()),
            new Linear(own.in("key"), hidden, hidden, c.spread()),
            new Linear(own.in("value"), hidden, hidden, c.spread()),
            new Linear(at.in("attention.output.dense"), hidden, hidden, c.spread()));
    var dropout = new Dropout(c.dropout());
    var layer =
        new PostNormLayer(
            attention,
            dropout,
            new LayerNorm(at.in("attention.output.LayerNorm"), hidden, c.epsilon()),
            new FeedForward(
                new Linear(at.in("intermediate.dense"), hidden, c.inner(), c.spread()),
                c.activation(),
                new Linear(at.in("output.dense"), c.inner(), hidden, c.spread())),
            dropout,
            new LayerNorm(at.in("output.LayerNorm"), hidden, c.epsilon()));
    return new EncoderLayers.Step(layer, c.attention(at.layer()), c.bias(own));
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    var x = embeddings.forward(batch, pass);
    if (projection != null) x = projection.forward(x);
    return layers.forward(x, batch, pass);
  }

  Embedding words() {
    return embeddings.words();
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return layers.attentionOutput(layer);
  }
}

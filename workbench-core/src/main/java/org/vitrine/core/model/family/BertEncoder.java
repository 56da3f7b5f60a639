package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;

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
    var form =
        new BertLayer(c.hidden(), c.inner(), c.epsilon(), c.dropout(), c.spread(), c.activation());
    return new EncoderLayers.Step(
        form.at(at, "query", "key", "value"),
        c.attention(at.layer()),
        c.bias(at.in("attention.self")));
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

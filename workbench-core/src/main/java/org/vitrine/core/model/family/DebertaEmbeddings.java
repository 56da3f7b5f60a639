package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// Words, and places and token types where a model has them, brought to the width of the layers, normalised, and zero at
/// padding; and the way back to words.
final class DebertaEmbeddings {
  private final Embedding words;
  private final @Nullable Embedding places, types;
  private final @Nullable Linear projection;
  private final LayerNorm norm;
  private final Dropout dropout;

  DebertaEmbeddings(DebertaConfig c, Params at) {
    int width = c.embedding();
    words = new Embedding(at.in("word_embeddings"), c.vocab(), width, c.padding(), c.spread());
    places =
        c.placed()
            ? new Embedding(at.in("position_embeddings"), c.places(), width, c.spread())
            : null;
    types =
        c.types() > 0
            ? new Embedding(at.in("token_type_embeddings"), c.types(), width, c.spread())
            : null;
    projection =
        width == c.hidden()
            ? null
            : Linear.withoutBias(at.in("embed_proj"), width, c.hidden(), c.spread());
    norm = new LayerNorm(at.in("LayerNorm"), c.hidden(), c.epsilon());
    dropout = new Dropout(c.dropout());
  }

  /// [B, T] to [B, T, d].
  NDArray forward(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var type = batch.tokenTypeIds();
    var place = batch.positionIds();
    var x = pass.words(words.forward(ids));
    if (places != null)
      x = Kernels.add(x, places.forward(place == null ? Kernels.positions(ids, 0) : place));
    if (types != null)
      x = Kernels.add(x, types.forward(type == null ? Kernels.zerosLike(ids) : type));
    if (projection != null) x = projection.forward(x);
    return dropout.forward(Kernels.maskRows(norm.forward(x), batch.attentionMask()), pass);
  }

  /// The masked-language head. DeBERTa's own keeps the layers' width, so words must have it too; it always shares their
  /// table.
  Top decoder(DebertaConfig c, Params at) {
    var own = c.legacy() ? at.in("cls.predictions") : at.in("lm_predictions.lm_head");
    var transform = c.legacy() ? own.in("transform") : own;
    int width = c.legacy() ? c.embedding() : c.hidden();
    boolean tied = c.tied() || !c.legacy();
    return Heads.words(
        new Linear(transform.in("dense"), c.hidden(), width, c.spread()),
        c.activation(),
        new LayerNorm(transform.in("LayerNorm"), width, c.epsilon()),
        Heads.decoder(tied, words.weight(), own.in("decoder"), own, c.spread()));
  }
}

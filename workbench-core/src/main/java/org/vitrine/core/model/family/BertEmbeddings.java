package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// Words, places and token types, added up and normalised.
final class BertEmbeddings {
  /// Where a token stands, from its ids [B, T].
  interface Positions {
    /// From 0 on.
    Positions COUNTED = ids -> Kernels.positions(ids, 0);

    NDArray of(NDArray ids);
  }

  private final Embedding words, places, types;
  private final boolean placed;
  private final Positions positions;
  private final LayerNorm norm;
  private final Dropout dropout;

  /// @param placePadding row of the table of positions that stands for padding, -1 for none
  BertEmbeddings(BertConfig c, Params at, Positions positions, long placePadding) {
    int width = c.embedding();
    words = new Embedding(at.in("word_embeddings"), c.vocab(), width, c.padding(), c.spread());
    places =
        new Embedding(at.in("position_embeddings"), c.places(), width, placePadding, c.spread());
    types = new Embedding(at.in("token_type_embeddings"), c.types(), width, c.spread());
    norm = new LayerNorm(at.in("LayerNorm"), width, c.epsilon());
    dropout = new Dropout(c.dropout());
    placed = c.positions() == BertConfig.Places.ABSOLUTE;
    this.positions = positions;
  }

  /// [B, T] to [B, T, embedding].
  NDArray forward(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var type = batch.tokenTypeIds();
    var place = batch.positionIds();
    var x = pass.words(words.forward(ids));
    x = Kernels.add(x, types.forward(type == null ? Kernels.zerosLike(ids) : type));
    if (placed) x = Kernels.add(x, places.forward(place == null ? positions.of(ids) : place));
    return dropout.forward(norm.forward(x), pass);
  }

  Embedding words() {
    return words;
  }
}

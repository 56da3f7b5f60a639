package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// The post-norm encoder that BERT and RoBERTa share; they count positions differently.
final class BertEncoder {
  /// Where a token stands, from its ids [B, T].
  interface Positions {
    NDArray of(NDArray ids);
  }

  private final BertConfig c;
  private final Positions positions;
  private final Embedding words, places, types;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final List<Block> blocks;

  /// @param placePadding row of the table of positions that stands for padding, -1 for none
  BertEncoder(BertConfig c, Params at, Positions positions, long placePadding) {
    this.c = c;
    this.positions = positions;
    var table = at.in("embeddings");
    words =
        new Embedding(table.in("word_embeddings"), c.vocab(), c.hidden(), c.padding(), c.spread());
    places =
        new Embedding(
            table.in("position_embeddings"), c.places(), c.hidden(), placePadding, c.spread());
    types = new Embedding(table.in("token_type_embeddings"), c.types(), c.hidden(), c.spread());
    norm = new LayerNorm(table.in("LayerNorm"), c.hidden(), c.epsilon());
    dropout = new Dropout(c.dropout());
    blocks = at.in("encoder.layer").each(c.layers(), layer -> new Block(c, layer));
  }

  /// [B, T, H].
  NDArray forward(Batch batch, Pass pass) {
    var mask = Mask.ofPadding(batch.attentionMask());
    var x = pass.hidden(embed(batch, pass));
    for (var block : blocks) x = pass.hidden(pass.layer(x, in -> block.forward(in, mask, pass)));
    return x;
  }

  private NDArray embed(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var type = batch.tokenTypeIds();
    var place = batch.positionIds();
    var x = pass.words(words.forward(ids));
    x = Kernels.add(x, types.forward(type == null ? Kernels.zerosLike(ids) : type));
    x = Kernels.add(x, places.forward(place == null ? positions.of(ids) : place));
    return dropout.forward(norm.forward(x), pass);
  }

  BertConfig config() {
    return c;
  }

  Embedding words() {
    return words;
  }

  Net.Projection attentionOutput(int layer) {
    return new Net.Projection(blocks.get(layer).attention.output.weight(), false);
  }

  /// Attention, then feed-forward; each adds to its input and is normalised after.
  private static final class Block {
    final SelfAttention attention;
    final Linear inner, outer;
    final LayerNorm attentionNorm, norm;
    final Dropout dropout;
    final Activation activation;

    Block(BertConfig c, Params at) {
      attention = new SelfAttention(c, at.in("attention"));
      attentionNorm = new LayerNorm(at.in("attention.output.LayerNorm"), c.hidden(), c.epsilon());
      inner = new Linear(at.in("intermediate.dense"), c.hidden(), c.inner(), c.spread());
      outer = new Linear(at.in("output.dense"), c.inner(), c.hidden(), c.spread());
      norm = new LayerNorm(at.in("output.LayerNorm"), c.hidden(), c.epsilon());
      dropout = new Dropout(c.dropout());
      activation = c.activation();
    }

    NDArray forward(NDArray x, Mask mask, Pass pass) {
      var a = dropout.forward(attention.forward(x, mask, pass), pass);
      x = attentionNorm.forward(Kernels.add(x, a));
      var y = outer.forward(activation.forward(inner.forward(x))); // [B, T, inner] between
      return norm.forward(Kernels.add(x, dropout.forward(y, pass)));
    }
  }

  /// Four projections around [Attention].
  private static final class SelfAttention {
    final Linear query, key, value, output;
    final Attention attention;

    SelfAttention(BertConfig c, Params at) {
      query = new Linear(at.in("self.query"), c.hidden(), c.hidden(), c.spread());
      key = new Linear(at.in("self.key"), c.hidden(), c.hidden(), c.spread());
      value = new Linear(at.in("self.value"), c.hidden(), c.hidden(), c.spread());
      output = new Linear(at.in("output.dense"), c.hidden(), c.hidden(), c.spread());
      attention =
          new Attention(at.layer(), c.heads(), c.attentionDropout(), 1 / Math.sqrt(c.headSize()));
    }

    NDArray forward(NDArray x, Mask mask, Pass pass) {
      var q = attention.split(query.forward(x)); // [B, heads, T, H / heads]
      var k = attention.split(key.forward(x));
      var v = attention.split(value.forward(x));
      return output.forward(attention.forward(q, k, v, mask, pass));
    }
  }
}

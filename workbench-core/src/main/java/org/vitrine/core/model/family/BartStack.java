package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.MultiHead;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// The post-norm encoder that BART and Marian share, or the decoder, which also looks at what the encoder made of the text.
final class BartStack implements EncoderDecoder.Reader, EncoderDecoder.Writer {
  private static final double EPSILON = 1e-5; // no setting changes it

  /// From ids [B, T], the first of them at place `past`, to what stands for their places, [1, T, d].
  interface Places {
    NDArray of(NDArray ids, int past);
  }

  private final BartConfig c;
  private final Part part;
  private final double skipping;
  private final Embedding words;
  private final Places places;
  private final @Nullable LayerNorm norm;
  private final Dropout dropout;
  private final List<Block> blocks;

  /// @param normed whether embeddings are normalised
  BartStack(BartConfig c, Part part, Params at, Embedding words, Places places, boolean normed) {
    this.c = c;
    this.part = part;
    this.words = words;
    this.places = places;
    var sizes = part == Part.DECODER ? c.writer() : c.reader();
    skipping = sizes.skipping();
    norm = normed ? new LayerNorm(at.in("layernorm_embedding"), c.hidden(), EPSILON) : null;
    dropout = new Dropout(c.dropout());
    blocks = at.in("layers").each(sizes.layers(), layer -> new Block(c, part, sizes, layer));
  }

  @Override
  public NDArray forward(Batch batch, Mask mask, Pass pass) {
    var ids = batch.inputIds();
    return run(
        embed(pass.words(words.forward(ids)), places.of(ids, 0), pass), mask, null, null, pass);
  }

  @Override
  public NDArray forward(NDArray ids, Mask mask, @Nullable NDArray states, Mask across, Pass pass) {
    var x = embed(words.forward(ids), places.of(ids, pass.past()), pass);
    return run(x, mask, states, across, pass);
  }

  private NDArray embed(NDArray x, NDArray places, Pass pass) {
    if (c.scale() != 1) x = Kernels.scale(x, c.scale());
    x = Kernels.add(x, places);
    return dropout.forward(norm == null ? x : norm.forward(x), pass);
  }

  private NDArray run(
      NDArray x, Mask mask, @Nullable NDArray states, @Nullable Mask across, Pass pass) {
    List<NDArray> shared = states == null ? List.of() : List.of(states);
    for (var block : blocks) {
      pass.hidden(part, x);
      if (pass.skipsLayer(skipping)) continue;
      x =
          pass.layer(
              x,
              shared,
              (in, all) ->
                  block.forward(in, mask, all.isEmpty() ? null : all.getFirst(), across, pass));
    }
    return pass.hidden(part, x);
  }

  @Override
  public Net.Projection output(int layer) {
    return output(part, layer);
  }

  @Override
  public Net.Projection output(Part part, int layer) {
    var block = blocks.get(layer);
    var attention = part == Part.CROSS && block.cross != null ? block.cross : block.self;
    return new Net.Projection(attention.output().weight(), false);
  }

  /// Each part adds to its input and is normalised after: attention, in a decoder attention across, feed-forward.
  private static final class Block {
    final MultiHead self;
    final LayerNorm selfNorm, norm;
    final @Nullable MultiHead cross;
    final @Nullable LayerNorm crossNorm;
    final Linear inner, outer;
    final Dropout dropout, innerDropout;
    final Activation activation;

    Block(BartConfig c, Part part, BartConfig.Sizes sizes, Params at) {
      boolean writes = part == Part.DECODER;
      self = attention(c, part, sizes, at.in("self_attn"), at.layer());
      selfNorm = new LayerNorm(at.in("self_attn_layer_norm"), c.hidden(), EPSILON);
      cross = writes ? attention(c, Part.CROSS, sizes, at.in("encoder_attn"), at.layer()) : null;
      crossNorm =
          writes ? new LayerNorm(at.in("encoder_attn_layer_norm"), c.hidden(), EPSILON) : null;
      inner = new Linear(at.in("fc1"), c.hidden(), sizes.inner(), c.spread());
      outer = new Linear(at.in("fc2"), sizes.inner(), c.hidden(), c.spread());
      norm = new LayerNorm(at.in("final_layer_norm"), c.hidden(), EPSILON);
      dropout = new Dropout(c.dropout());
      innerDropout = new Dropout(c.activationDropout());
      activation = c.activation();
    }

    private static MultiHead attention(
        BartConfig c, Part part, BartConfig.Sizes sizes, Params at, int layer) {
      int hidden = c.hidden();
      double scale = 1 / Math.sqrt((double) hidden / sizes.heads());
      return new MultiHead(
          new Linear(at.in("q_proj"), hidden, hidden, c.spread()),
          new Linear(at.in("k_proj"), hidden, hidden, c.spread()),
          new Linear(at.in("v_proj"), hidden, hidden, c.spread()),
          new Linear(at.in("out_proj"), hidden, hidden, c.spread()),
          new Attention(part, layer, sizes.heads(), c.attentionDropout(), scale));
    }

    NDArray forward(
        NDArray x, Mask mask, @Nullable NDArray states, @Nullable Mask across, Pass pass) {
      x = selfNorm.forward(add(x, self.forward(x, mask, pass), pass));
      if (cross != null && crossNorm != null && across != null) {
        x = crossNorm.forward(add(x, cross.across(x, states, across, pass), pass));
      }
      var y = activation.forward(inner.forward(x)); // [B, T, inner]
      return norm.forward(add(x, outer.forward(innerDropout.forward(y, pass)), pass));
    }

    private NDArray add(NDArray x, NDArray y, Pass pass) {
      return Kernels.add(x, dropout.forward(y, pass));
    }
  }
}

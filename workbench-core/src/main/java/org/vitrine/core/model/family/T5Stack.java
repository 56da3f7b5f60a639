package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.MultiHead;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.RelativePositions;
import org.vitrine.core.nn.RmsNorm;
import org.vitrine.core.tensor.Kernels;

/// T5's encoder, or its decoder, which also looks at what the encoder made of the text. The first layer's table of relative
/// positions serves all of them.
final class T5Stack implements EncoderDecoder.Reader, EncoderDecoder.Writer {
  private final Part part;
  private final Embedding words;
  private final List<Block> blocks;
  private final RelativePositions positions;
  private final RmsNorm norm;
  private final Dropout dropout;

  T5Stack(T5Config c, Part part, int layers, Params at, Embedding words) {
    this.part = part;
    this.words = words;
    blocks = at.in("block").each(layers, layer -> new Block(c, part, layer));
    positions =
        new RelativePositions(
            at.in("block.0.layer.0.SelfAttention"),
            c.buckets(),
            c.heads(),
            part != Part.DECODER,
            c.distance(),
            c.spread());
    norm = new RmsNorm(at.in("final_layer_norm"), c.hidden(), c.epsilon());
    dropout = new Dropout(c.dropout());
  }

  @Override
  public NDArray forward(Batch batch, Mask mask, Pass pass) {
    var ids = batch.inputIds();
    return run(pass.words(words.forward(ids)), mask, null, null, pass);
  }

  @Override
  public NDArray forward(NDArray ids, Mask mask, @Nullable NDArray states, Mask across, Pass pass) {
    return run(words.forward(ids), mask, states, across, pass);
  }

  private NDArray run(
      NDArray x, Mask mask, @Nullable NDArray states, @Nullable Mask across, Pass pass) {
    long queries = x.getShape().get(1);
    long keys = part == Part.DECODER ? pass.past() + queries : queries;
    var placed = mask.plus(positions.bias(x, queries, keys));
    var shared = new ArrayList<NDArray>();
    if (placed.added() != null) shared.add(placed.added());
    if (states != null) shared.add(states);
    x = dropout.forward(x, pass);
    for (var block : blocks) {
      x =
          pass.layer(
              pass.hidden(part, x),
              shared,
              (in, all) -> {
                var near = new Mask(all.getFirst(), placed.rows(), false);
                return block.forward(in, near, states == null ? null : all.getLast(), across, pass);
              });
    }
    return pass.hidden(part, dropout.forward(norm.forward(x), pass));
  }

  /// The encoder as a model by itself.
  Encoder.Body alone() {
    return new Encoder.Body() {
      @Override
      public NDArray forward(Batch batch, Pass pass) {
        return T5Stack.this.forward(batch, Mask.ofPadding(batch.padding()), pass);
      }

      @Override
      public Net.Projection attentionOutput(int layer) {
        return output(layer);
      }
    };
  }

  @Override
  public NDArray normalised(NDArray hidden) {
    return norm.forward(hidden);
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

  /// Each part normalises its input and adds to it: attention, in a decoder attention across, feed-forward.
  private static final class Block {
    final RmsNorm selfNorm, norm;
    final MultiHead self;
    final @Nullable RmsNorm crossNorm;
    final @Nullable MultiHead cross;
    final FeedForward feedForward;
    final Dropout dropout;

    Block(T5Config c, Part part, Params at) {
      boolean writes = part == Part.DECODER;
      int layer = at.layer();
      var last = at.in(writes ? "layer.2" : "layer.1");
      self = attention(c, part, layer, at.in("layer.0.SelfAttention"));
      selfNorm = norm(c, at.in("layer.0"));
      cross = writes ? attention(c, Part.CROSS, layer, at.in("layer.1.EncDecAttention")) : null;
      crossNorm = writes ? norm(c, at.in("layer.1")) : null;
      feedForward = new FeedForward(c, last.in("DenseReluDense"));
      norm = norm(c, last);
      dropout = new Dropout(c.dropout());
    }

    private static RmsNorm norm(T5Config c, Params at) {
      return new RmsNorm(at.in("layer_norm"), c.hidden(), c.epsilon());
    }

    /// Scores are not scaled; fresh queries are drawn smaller instead.
    private static MultiHead attention(T5Config c, Part part, int layer, Params at) {
      int width = c.heads() * c.keySize();
      double small = c.spread() / Math.sqrt(c.keySize());
      return new MultiHead(
          Linear.withoutBias(at.in("q"), c.hidden(), width, small),
          Linear.withoutBias(at.in("k"), c.hidden(), width, c.spread()),
          Linear.withoutBias(at.in("v"), c.hidden(), width, c.spread()),
          Linear.withoutBias(at.in("o"), width, c.hidden(), c.factor() / Math.sqrt(width)),
          new Attention(part, layer, c.heads(), c.dropout(), 1));
    }

    NDArray forward(
        NDArray x, Mask mask, @Nullable NDArray states, @Nullable Mask across, Pass pass) {
      x = add(x, self.forward(selfNorm.forward(x), mask, pass), pass);
      if (cross != null && crossNorm != null && across != null) {
        x = add(x, cross.across(crossNorm.forward(x), states, across, pass), pass);
      }
      return add(x, feedForward.forward(norm.forward(x), pass), pass);
    }

    private NDArray add(NDArray x, NDArray y, Pass pass) {
      return Kernels.add(x, dropout.forward(y, pass));
    }
  }

  /// With a gate or without; dropout stands before the way back.
  private static final class FeedForward {
    final Linear inner, outer;
    final @Nullable Linear up;
    final Activation activation;
    final Dropout dropout;

    FeedForward(T5Config c, Params at) {
      int hidden = c.hidden();
      inner = Linear.withoutBias(at.in(c.gated() ? "wi_0" : "wi"), hidden, c.inner(), c.spread());
      up = c.gated() ? Linear.withoutBias(at.in("wi_1"), hidden, c.inner(), c.spread()) : null;
      outer = Linear.withoutBias(at.in("wo"), c.inner(), hidden, c.factor() / Math.sqrt(c.inner()));
      activation = c.activation();
      dropout = new Dropout(c.dropout());
    }

    /// [B, T, d] to [B, T, d], with [B, T, inner] between.
    NDArray forward(NDArray x, Pass pass) {
      var y = activation.forward(inner.forward(x));
      if (up != null) y = Kernels.multiply(y, up.forward(x));
      return outer.forward(dropout.forward(y, pass));
    }
  }
}

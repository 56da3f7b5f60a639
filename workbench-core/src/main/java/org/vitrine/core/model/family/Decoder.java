package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.tensor.Kernels;

/// A decoder's frame: embeddings, layers one after another, a norm at their end, a head. Families bring the parts.
final class Decoder implements Net {
  /// Attention and feed-forward with whatever goes around them; `x` and the result are [B, T, d].
  interface Layer {
    NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass);

    /// The attention's output projection.
    Projection output();
  }

  /// From tokens [B, T] at places [B or 1, T] to [B, T, d].
  interface Embeddings {
    NDArray forward(Batch batch, NDArray places, Pass pass);
  }

  /// Names around the layers.
  ///
  /// @param body before all of them, under a head; @param spanBody the same under a question answerer
  /// @param words of the layer that gives logits of words; @param biased whether it has a bias
  /// @param tokens of the token classifier
  record Names(String body, String spanBody, String words, String tokens, boolean biased) {
    Params body(Params at, Head kind) {
      return switch (kind) {
        case BASE -> at;
        case QUESTION_ANSWERING -> at.in(spanBody);
        default -> at.in(body);
      };
    }
  }

  private final DecoderConfig c;
  private final Embeddings embeddings;
  private final List<? extends Layer> layers;
  private final UnaryOperator<NDArray> norm;
  private final Top top;

  /// What stands on the norm.
  static Top top(DecoderConfig c, Names names, Head kind, int labels, Params at, Param words) {
    return switch (kind) {
      case CAUSAL_LM -> {
        var own = at.asHead().in(names.words);
        var weight = Heads.decoder(c.tied(), words, own, c.spread());
        var bias = names.biased ? own.declare("bias", Param.Start.ZEROS, c.vocab()) : null;
        yield Top.speaking(true, Linear.over(weight, bias)::forward);
      }
      case BASE -> Top.of(Heads.bare());
      case SEQUENCE_CLASSIFICATION ->
          Top.of(Heads.lastToken(at, c.hidden(), labels, c.padding(), c.spread()));
      case TOKEN_CLASSIFICATION ->
          Top.of(Heads.tokens(names.tokens, at, c.hidden(), labels, c.headDropout(), c.spread()));
      case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
      default -> throw kind.unbuilt();
    };
  }

  Decoder(
      DecoderConfig c,
      Embeddings embeddings,
      List<? extends Layer> layers,
      UnaryOperator<NDArray> norm,
      Top top) {
    this.c = c;
    this.embeddings = embeddings;
    this.layers = layers;
    this.norm = norm;
    this.top = top;
  }

  /// A table of words and one of places; token types, where a batch has them, are looked up among the words, as the
  /// reference does.
  static Embeddings placed(Embedding words, Embedding places, Dropout dropout) {
    return (batch, at, pass) -> {
      var type = batch.tokenTypeIds();
      var x = pass.words(words.forward(batch.inputIds()));
      x = Kernels.add(x, places.forward(at));
      if (type != null) x = Kernels.add(x, words.forward(type));
      return dropout.forward(x, pass);
    };
  }

  /// A table of words alone.
  static Embeddings plain(Embedding words, Dropout dropout) {
    return (batch, _, pass) -> dropout.forward(pass.words(words.forward(batch.inputIds())), pass);
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var told = batch.positionIds();
    var places = told == null ? Kernels.positions(batch.inputIds(), pass.past()) : told;
    var angles = c.rotary().at(places);
    var padding = batch.padding();
    Map<Integer, Mask> masks = new HashMap<>();
    var x = embeddings.forward(batch, places, pass); // [B, T, d]
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      var mask =
          masks.computeIfAbsent(
              c.windows().get(i), window -> Mask.causal(padding, batch.length(), window));
      x = pass.layer(pass.hidden(x), in -> layer.forward(in, angles, mask, pass));
    }
    return top.head().forward(pass.hidden(norm.apply(x)), batch, pass);
  }

  @Override
  public boolean causal() {
    return true;
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    if (top.decode() == null) throw new Problem("model.no_lens");
    return top.decode().apply(last ? hidden : norm.apply(hidden));
  }

  @Override
  public Projection attentionOutput(int layer) {
    return layers.get(layer).output();
  }
}

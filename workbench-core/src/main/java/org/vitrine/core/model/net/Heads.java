package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// Heads that several families have in the same form.
public final class Heads {
  private Heads() {}

  /// One vector for a text: [B, T, d] to [B, d].
  public interface Pool {
    NDArray of(NDArray x, Pass pass);
  }

  /// The first token through dropout, a linear layer and an activation.
  public static Pool first(double rate, Linear dense, Activation activation) {
    var dropout = new Dropout(rate);
    return (x, pass) ->
        activation.forward(dense.forward(dropout.forward(Kernels.firstToken(x), pass)));
  }

  /// No head: the last hidden state of every token.
  public static Head.Layers bare() {
    return (x, _, _) -> Output.of("last_hidden_state", x);
  }

  /// The same, and one vector for the text.
  public static Head.Layers bare(Pool pool) {
    return (x, _, pass) ->
        Output.of("last_hidden_state", x).with("pooler_output", pool.of(x, pass));
  }

  /// Classes of a text: [B, C].
  public static Head.Layers texts(Pool pool, double rate, Linear out) {
    var dropout = new Dropout(rate);
    return (x, _, pass) ->
        Output.of("logits", out.forward(dropout.forward(pool.of(x, pass), pass)));
  }

  /// Classes by the state of one token: [B, C].
  public static Head.Layers tokenClasses(int place, Linear out) {
    return (x, _, _) -> Output.of("logits", out.forward(Kernels.tokenAt(x, place)));
  }

  /// Words of a masked language model: a transform, then a matrix over the vocabulary with a bias.
  public static Top words(Linear dense, Activation activation, LayerNorm norm, Linear decoder) {
    return Top.speaking(
        false, x -> decoder.forward(norm.forward(activation.forward(dense.forward(x)))));
  }

  /// A label for each token: [B, T, C].
  public static Head.Layers tokens(Params at, int hidden, int labels, double rate, double spread) {
    return tokens("classifier", at, hidden, labels, rate, spread);
  }

  /// @param name of the layer
  public static Head.Layers tokens(
      String name, Params at, int hidden, int labels, double rate, double spread) {
    var dropout = new Dropout(rate);
    var out = new Linear(at.asHead().in(name), hidden, labels, spread);
    return (x, _, pass) -> Output.of("logits", out.forward(dropout.forward(x, pass)));
  }

  /// A decoder's classifier, linear on the last token whose id is not the padding's: [B, C].
  ///
  /// @param padding -1 if there is none
  public static Head.Layers lastToken(
      Params at, int hidden, int labels, int padding, double spread) {
    var score = Linear.withoutBias(at.asHead().in("score"), hidden, labels, spread);
    return (x, batch, _) -> {
      if (padding < 0 && batch.size() > 1) throw new Problem("model.no_padding");
      var last = Kernels.lastUnlike(batch.inputIds(), padding); // [B]
      return Output.of("logits", score.forward(Kernels.rowsAt(x, last)));
    };
  }

  /// An encoder-decoder's classifier, on what the decoder made of the last end of text that it read: [B, C].
  ///
  /// @param end id of the end of text
  public static Head.Layers lastEnd(
      Params at, int hidden, int labels, int end, double rate, double spread) {
    var dropout = new Dropout(rate);
    var place = at.asHead().in("classification_head");
    var dense = new Linear(place.in("dense"), hidden, hidden, spread);
    var out = new Linear(place.in("out_proj"), hidden, labels, spread);
    return (x, batch, pass) -> {
      var last = Kernels.lastOf(batch.inputIds(), end); // [B]
      if (end < 0 || Kernels.smallest(last) < 0) throw new Problem("model.no_end", end);
      var state = dense.forward(dropout.forward(Kernels.rowsAt(x, last), pass)); // [B, d]
      var y = dropout.forward(Activation.TANH.forward(state), pass);
      return Output.of("logits", out.forward(y));
    };
  }

  /// How likely an answer starts and ends at each token: twice [B, T].
  public static Head.Layers spans(Params at, int hidden, double rate, double spread) {
    var dropout = new Dropout(rate);
    var out = new Linear(at.asHead().in("qa_outputs"), hidden, 2, spread);
    return (x, _, pass) -> {
      var both = Kernels.splitLast(out.forward(dropout.forward(x, pass)), 2);
      return Output.of("start_logits", both.get(0).squeeze(-1))
          .with("end_logits", both.get(1).squeeze(-1));
    };
  }

  /// The matrix that turns a state into logits of words: the word embeddings themselves, or one of its own.
  public static Param decoder(boolean tied, Param words, Params at, double spread) {
    if (tied) return words;
    return at.declare(
        "weight", Param.Start.normal(spread), words.shape().get(0), words.shape().get(1));
  }

  /// The same as a layer whose bias stands at `bias`.
  ///
  /// @param at where the matrix stands if it is one of its own
  public static Linear decoder(boolean tied, Param words, Params at, Params bias, double spread) {
    long vocabulary = words.shape().get(0);
    return Linear.over(
        decoder(tied, words, at, spread), bias.declare("bias", Param.Start.ZEROS, vocabulary));
  }

  /// Logits over the vocabulary at all places, or only at the last or where the batch has labels if the pass asks for no
  /// more.
  ///
  /// @param causal whether a place answers for the token after it
  public static Output scored(
      NDArray x, Batch batch, Pass pass, boolean causal, UnaryOperator<NDArray> decode) {
    if (pass.onlyLast()) return Output.of("logits", decode.apply(Kernels.last(x))); // [B, 1, V]
    var labels = batch.labels();
    if (!pass.onlyLabelled() || labels == null) return Output.of("logits", decode.apply(x));
    var places = batch.scored(causal);
    if (places != null) {
      return Output.of("logits", decode.apply(Kernels.pick(x, places.rows()))) // [N, V]
          .scoring(places.labels());
    }
    var wanted = causal ? Kernels.after(labels) : labels;
    var states = causal ? Kernels.before(x) : x;
    var where = Kernels.isLabelled(wanted);
    return Output.of("logits", decode.apply(Kernels.rowsWhere(states, where))) // [N, V]
        .scoring(Kernels.rowsWhere(wanted, where));
  }
}

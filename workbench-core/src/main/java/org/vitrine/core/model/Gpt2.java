package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Conv1D;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import tools.jackson.databind.node.ObjectNode;

/// GPT-2, pre-norm decoder: Radford et al. 2019.
final class Gpt2 implements Net {
  static final Family FAMILY =
      Family.of(
              "gpt2",
              "GPT2",
              (s, json) -> Config.read(s).facts(json),
              Gpt2::new,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING)
          .architecture(Head.CAUSAL_LM, "GPT2LMHeadModel")
          .optionalPrefix("transformer.")
          .ignoring("attn\\.bias", "attn\\.masked_bias");

  /// @param padding -1 if the tokenizer has no padding token
  /// @param byWidth whether scores are divided by √(head size)
  /// @param byLayer whether they are divided by the number of the layer, from 1
  private record Config(
      int vocab,
      int hidden,
      int layers,
      int heads,
      int inner,
      int places,
      int padding,
      double epsilon,
      double dropout,
      double embeddingDropout,
      double attentionDropout,
      double headDropout,
      double spread,
      boolean byWidth,
      boolean byLayer,
      boolean tied,
      Activation activation) {
    static Config read(Settings s) {
      s.off("add_cross_attention", "is_encoder_decoder");
      s.none("pruned_heads", "quantization_config");
      int hidden = s.integer("n_embd", 1, 768);
      var c =
          new Config(
              s.integer("vocab_size", 1, 50257),
              hidden,
              s.integer("n_layer", 0, 12),
              s.integer("n_head", 1, 12),
              s.integer("n_inner", 1, 4 * hidden),
              s.integer("n_positions", 1, 1024),
              s.integer("pad_token_id", -1, -1),
              s.number("layer_norm_epsilon", 1e-5),
              s.rate("resid_pdrop", 0.1),
              s.rate("embd_pdrop", 0.1),
              s.rate("attn_pdrop", 0.1),
              s.rate(s.has("classifier_dropout") ? "classifier_dropout" : "hidden_dropout", 0.1),
              s.number("initializer_range", 0.02),
              s.flag("scale_attn_weights", true),
              // reorder_and_upcast_attn is only about half precision; scores are float32 here.
              s.flag("scale_attn_by_inverse_layer_idx", false),
              s.flag("tie_word_embeddings", true),
              Activation.of(s.text("activation_function", "gelu_new"), "activation_function"));
      if (c.hidden % c.heads != 0) throw new Problem("model.heads", c.hidden, c.heads);
      return c;
    }

    ModelConfig facts(ObjectNode json) {
      return new ModelConfig(json, vocab, places, padding, hidden, layers, heads, inner);
    }

    double scale(int layer) {
      double width = byWidth ? 1 / Math.sqrt((double) hidden / heads) : 1;
      return byLayer ? width / (layer + 1) : width;
    }

    /// Fresh projections back into the residual stream are smaller the more of them add up.
    double residualSpread() {
      return spread / Math.sqrt(2.0 * layers);
    }
  }

  private final Embedding words, places;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final List<Block> blocks;
  private final Head.Layers head;
  private final @Nullable Linear decoder;

  Gpt2(Settings s, Head kind, int labels, Params at) {
    var c = Config.read(s);
    var body = kind == Head.BASE ? at : at.in("transformer");
    words = new Embedding(body.in("wte"), c.vocab, c.hidden, c.spread);
    places = new Embedding(body.in("wpe"), c.places, c.hidden, c.spread);
    dropout = new Dropout(c.embeddingDropout);
    blocks = body.in("h").each(c.layers, layer -> new Block(c, layer));
    norm = new LayerNorm(body.in("ln_f"), c.hidden, c.epsilon);
    decoder =
        kind == Head.CAUSAL_LM
            ? Linear.over(
                Heads.decoder(c.tied, words.weight(), at.asHead().in("lm_head"), c.spread), null)
            : null;
    head =
        switch (kind) {
          case BASE -> (x, _, _) -> Output.of("last_hidden_state", x);
          case SEQUENCE_CLASSIFICATION ->
              Heads.lastToken(at, c.hidden, labels, c.padding, c.spread);
          case TOKEN_CLASSIFICATION -> Heads.tokens(at, c.hidden, labels, c.headDropout, c.spread);
          case QUESTION_ANSWERING -> Heads.spans(at, c.hidden, 0, c.spread);
          case CAUSAL_LM -> (x, batch, pass) -> Heads.scored(x, batch, pass, true, this::decode);
          case MASKED_LM -> throw new IllegalArgumentException(kind.name());
        };
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var mask = Mask.causal(batch.attentionMask(), batch.length());
    var x = embed(batch, pass); // [B, T, H]
    for (var block : blocks) x = pass.layer(pass.hidden(x), in -> block.forward(in, mask, pass));
    return head.forward(pass.hidden(norm.forward(x)), batch, pass);
  }

  /// Token types, where a batch has them, are looked up in the word embeddings, as the reference does.
  private NDArray embed(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var place = batch.positionIds();
    var type = batch.tokenTypeIds();
    var x = pass.words(words.forward(ids));
    x = Kernels.add(x, places.forward(place == null ? Kernels.positions(ids, pass.past()) : place));
    if (type != null) x = Kernels.add(x, words.forward(type));
    return dropout.forward(x, pass);
  }

  private NDArray decode(NDArray x) {
    if (decoder == null) throw new Problem("model.no_lens");
    return decoder.forward(x);
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    return decode(last ? hidden : norm.forward(hidden));
  }

  @Override
  public Projection attentionOutput(int layer) {
    return new Projection(blocks.get(layer).output.weight(), true);
  }

  /// Normalise, attend, add; normalise, feed forward, add.
  private static final class Block {
    final LayerNorm attentionNorm, norm;
    final Conv1D projections, output, inner, outer;
    final Attention attention;
    final Dropout dropout;
    final Activation activation;

    Block(Config c, Params at) {
      attentionNorm = new LayerNorm(at.in("ln_1"), c.hidden, c.epsilon);
      projections = new Conv1D(at.in("attn.c_attn"), c.hidden, 3L * c.hidden, c.spread);
      output = new Conv1D(at.in("attn.c_proj"), c.hidden, c.hidden, c.residualSpread());
      norm = new LayerNorm(at.in("ln_2"), c.hidden, c.epsilon);
      inner = new Conv1D(at.in("mlp.c_fc"), c.hidden, c.inner, c.spread);
      outer = new Conv1D(at.in("mlp.c_proj"), c.inner, c.hidden, c.residualSpread());
      attention = new Attention(at.layer(), c.heads, c.attentionDropout, c.scale(at.layer()));
      dropout = new Dropout(c.dropout);
      activation = c.activation;
    }

    NDArray forward(NDArray x, Mask mask, Pass pass) {
      var qkv = Kernels.splitLast(projections.forward(attentionNorm.forward(x)), 3);
      var q = attention.split(qkv.get(0)); // [B, heads, T, H / heads]
      var k = attention.split(qkv.get(1));
      var v = attention.split(qkv.get(2));
      var a = output.forward(attention.forward(q, k, v, mask, pass));
      x = Kernels.add(dropout.forward(a, pass), x);
      var y =
          outer.forward(
              activation.forward(inner.forward(norm.forward(x)))); // [B, T, inner] between
      return Kernels.add(x, dropout.forward(y, pass));
    }
  }
}

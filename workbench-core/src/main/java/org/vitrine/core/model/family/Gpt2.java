package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Conv1D;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Rotary;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.tensor.Kernels;

/// GPT-2, pre-norm decoder: Radford et al. 2019.
final class Gpt2 {
  private static final Decoder.Names NAMES =
      new Decoder.Names("transformer", "transformer", "lm_head", "classifier", false);
  static final Family FAMILY =
      Family.of(
              "gpt2",
              "GPT2",
              (s, json) -> Config.read(s).shared.facts(json, false),
              Gpt2::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING)
          .architecture(Head.CAUSAL_LM, "GPT2LMHeadModel")
          .calling("n_embd", "n_layer", "n_head")
          .lastWord("max_position_embeddings", "n_positions")
          .optionalPrefix("transformer.")
          .ignoring("attn\\.bias", "attn\\.masked_bias");

  private Gpt2() {}

  /// @param byWidth whether scores are divided by √(head size)
  /// @param byLayer whether they are divided by the number of the layer, from 1
  private record Config(
      DecoderConfig shared,
      double dropout,
      double embeddingDropout,
      boolean byWidth,
      boolean byLayer) {
    static Config read(Settings s) {
      s.off("add_cross_attention", "is_encoder_decoder");
      s.none("pruned_heads", "quantization_config");
      int hidden = s.integer("n_embd", 1, 768);
      int layers = s.layers("n_layer", 0, 12), heads = s.integer("n_head", 1, 12);
      if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
      var shared =
          new DecoderConfig(
              s.integer("vocab_size", 1, 50257),
              hidden,
              layers,
              heads,
              heads,
              hidden / heads,
              s.integer("n_inner", 1, 4 * hidden),
              s.integer("n_positions", 1, 1024),
              s.integer("pad_token_id", -1, -1),
              s.number("layer_norm_epsilon", 1e-5),
              s.rate("attn_pdrop", 0.1),
              s.rate(s.has("classifier_dropout") ? "classifier_dropout" : "hidden_dropout", 0.1),
              s.number("initializer_range", 0.02),
              s.flag("tie_word_embeddings", true),
              Activation.of(s.text("activation_function", "gelu_new"), "activation_function"),
              Rotary.NONE,
              Collections.nCopies(layers, 0));
      // reorder_and_upcast_attn is only about half precision; scores are float32 here.
      return new Config(
          shared,
          s.rate("resid_pdrop", 0.1),
          s.rate("embd_pdrop", 0.1),
          s.flag("scale_attn_weights", true),
          s.flag("scale_attn_by_inverse_layer_idx", false));
    }

    double scale(int layer) {
      double width = byWidth ? 1 / Math.sqrt(shared.headSize()) : 1;
      return byLayer ? width / (layer + 1) : width;
    }

    /// Fresh projections back into the residual stream are smaller the more of them add up.
    double residualSpread() {
      return shared.spread() / Math.sqrt(2.0 * shared.layers());
    }
  }

  private static Decoder build(Settings s, Head head, int labels, Params at) {
    var config = Config.read(s);
    var c = config.shared;
    var body = NAMES.body(at, head);
    var words = new Embedding(body.in("wte"), c.vocab(), c.hidden(), c.spread());
    var places = new Embedding(body.in("wpe"), c.places(), c.hidden(), c.spread());
    var layers = body.in("h").each(c.layers(), layer -> new Layer(config, layer));
    var norm = new LayerNorm(body.in("ln_f"), c.hidden(), c.epsilon());
    return new Decoder(
        c,
        Decoder.placed(words, places, new Dropout(config.embeddingDropout)),
        layers,
        norm::forward,
        Decoder.top(c, NAMES, head, labels, at, words.weight()));
  }

  /// Normalise, attend, add; normalise, feed forward, add.
  private static final class Layer implements Decoder.Layer {
    final LayerNorm attentionNorm, norm;
    final Conv1D projections, output, inner, outer;
    final Attention attention;
    final Dropout dropout;
    final Activation activation;

    Layer(Config config, Params at) {
      var c = config.shared;
      int hidden = c.hidden();
      attentionNorm = new LayerNorm(at.in("ln_1"), hidden, c.epsilon());
      projections = new Conv1D(at.in("attn.c_attn"), hidden, 3L * hidden, c.spread());
      output = new Conv1D(at.in("attn.c_proj"), hidden, hidden, config.residualSpread());
      norm = new LayerNorm(at.in("ln_2"), hidden, c.epsilon());
      inner = new Conv1D(at.in("mlp.c_fc"), hidden, c.inner(), c.spread());
      outer = new Conv1D(at.in("mlp.c_proj"), c.inner(), hidden, config.residualSpread());
      attention = c.attention(at.layer(), config.scale(at.layer()), 0);
      dropout = new Dropout(config.dropout);
      activation = c.activation();
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
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

    @Override
    public Net.Projection output() {
      return new Net.Projection(output.weight(), true);
    }
  }
}

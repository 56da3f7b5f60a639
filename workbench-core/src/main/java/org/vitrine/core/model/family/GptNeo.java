package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Rotary;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.tensor.Kernels;

/// GPT-Neo: GPT-2 with a window in some layers and scores that nothing divides: Black et al. 2021,
/// doi:10.5281/zenodo.5297715.
final class GptNeo {
  private static final Decoder.Names NAMES =
      new Decoder.Names("transformer", "transformer", "lm_head", "classifier", false);
  static final Family FAMILY =
      Family.of(
              "gpt_neo",
              "GPTNeo",
              (s, json) -> read(s).facts(json, false),
              GptNeo::build,
              Head.CAUSAL_LM,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING)
          .calling("hidden_size", "num_layers", "num_heads")
          .optionalPrefix("transformer.")
          .ignoring("attention\\.bias", "attention\\.masked_bias");

  private GptNeo() {}

  private static DecoderConfig read(Settings s) {
    s.off("add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("hidden_size", 1, 2048);
    int layers = s.layers("num_layers", 0, 24), heads = s.integer("num_heads", 1, 16);
    if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
    return new DecoderConfig(
        s.integer("vocab_size", 1, 50257),
        hidden,
        layers,
        heads,
        heads,
        hidden / heads,
        s.integer("intermediate_size", 1, 4 * hidden),
        s.integer("max_position_embeddings", 1, 2048),
        s.integer("pad_token_id", -1, -1),
        s.number("layer_norm_epsilon", 1e-5),
        s.rate("attention_dropout", 0),
        s.rate("classifier_dropout", 0.1),
        s.number("initializer_range", 0.02),
        s.flag("tie_word_embeddings", true),
        Activation.of(s.text("activation_function", "gelu_new"), "activation_function"),
        Rotary.NONE,
        windows(s, layers));
  }

  private static List<Integer> windows(Settings s, int layers) {
    int window = s.integer("window_size", 1, 256);
    var kinds = s.texts("attention_layers");
    if (kinds == null) kinds = expanded(s, layers);
    if (kinds.size() != layers)
      throw s.wrong(s.has("attention_layers") ? "attention_layers" : "attention_types");
    if (!List.of("global", "local").containsAll(kinds))
      throw s.unsupported(s.has("attention_layers") ? "attention_layers" : "attention_types");
    return kinds.stream().map(kind -> kind.equals("local") ? window : 0).toList();
  }

  /// `[[["global", "local"], 12]]`: these kinds by turns, so many times.
  private static List<String> expanded(Settings s, int layers) {
    var all = new ArrayList<String>();
    if (!s.has("attention_types")) {
      for (int i = 0; i < 12; i++) all.addAll(List.of("global", "local"));
      return all;
    }
    for (var item : s.raw("attention_types")) {
      int times = item.path(1).asInt(-1);
      int most = item.path(0).isEmpty() ? 0 : layers;
      if (times < 0 || times > most || all.size() > layers) throw s.wrong("attention_types");
      for (int i = 0; i < times; i++) {
        for (var kind : item.path(0)) all.add(kind.asString(""));
      }
    }
    return all;
  }

  private static Decoder build(Settings s, Head head, int labels, Params at) {
    var c = read(s);
    var dropout = new Dropout(s.rate("resid_dropout", 0));
    var first = new Dropout(s.rate("embed_dropout", 0));
    var body = NAMES.body(at, head);
    var words = new Embedding(body.in("wte"), c.vocab(), c.hidden(), c.spread());
    var places = new Embedding(body.in("wpe"), c.places(), c.hidden(), c.spread());
    var layers = body.in("h").each(c.layers(), layer -> new Layer(c, dropout, layer));
    var norm = new LayerNorm(body.in("ln_f"), c.hidden(), c.epsilon());
    return new Decoder(
        c,
        Decoder.placed(words, places, first),
        layers,
        norm::forward,
        Decoder.top(c, NAMES, head, labels, at, words.weight()));
  }

  /// Normalise, attend, add; normalise, feed forward, add.
  private static final class Layer implements Decoder.Layer {
    final LayerNorm attentionNorm, norm;
    final Linear query, key, value, output;
    final Attention attention;
    final FeedForward feedForward;
    final Dropout dropout;

    Layer(DecoderConfig c, Dropout dropout, Params at) {
      int hidden = c.hidden();
      var inside = at.in("attn.attention");
      attentionNorm = new LayerNorm(at.in("ln_1"), hidden, c.epsilon());
      query = Linear.withoutBias(inside.in("q_proj"), hidden, hidden, c.spread());
      key = Linear.withoutBias(inside.in("k_proj"), hidden, hidden, c.spread());
      value = Linear.withoutBias(inside.in("v_proj"), hidden, hidden, c.spread());
      output = new Linear(inside.in("out_proj"), hidden, hidden, c.spread());
      attention = c.attention(at.layer(), 1, 0);
      norm = new LayerNorm(at.in("ln_2"), hidden, c.epsilon());
      feedForward =
          new FeedForward(
              new Linear(at.in("mlp.c_fc"), hidden, c.inner(), c.spread()),
              c.activation(),
              new Linear(at.in("mlp.c_proj"), c.inner(), hidden, c.spread()));
      this.dropout = dropout;
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
      var in = attentionNorm.forward(x);
      var q = attention.split(query.forward(in)); // [B, H, T, dh]
      var k = attention.split(key.forward(in));
      var v = attention.split(value.forward(in));
      var a = output.forward(attention.forward(q, k, v, mask, pass));
      x = Kernels.add(dropout.forward(a, pass), x);
      return Kernels.add(x, dropout.forward(feedForward.forward(norm.forward(x)), pass));
    }

    @Override
    public Net.Projection output() {
      return new Net.Projection(output.weight(), false);
    }
  }
}

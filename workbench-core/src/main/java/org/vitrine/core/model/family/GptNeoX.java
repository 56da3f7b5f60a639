package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.tensor.Kernels;

/// GPT-NeoX and Pythia: queries, keys and values from one matrix, head by head, and part of each head turned; attention and
/// feed-forward side by side or one after the other: Black et al. 2022, arXiv:2204.06745.
final class GptNeoX {
  private static final Decoder.Names NAMES =
      new Decoder.Names("gpt_neox", "gpt_neox", "embed_out", "classifier", false);
  static final Family FAMILY =
      Family.of(
              "gpt_neox",
              "GPTNeoX",
              (s, json) -> read(s).facts(json, false),
              GptNeoX::build,
              Head.CAUSAL_LM,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING)
          .optionalPrefix("gpt_neox.")
          .ignoring("attention\\.bias", "attention\\.masked_bias", "rotary_emb\\.inv_freq");

  private GptNeoX() {}

  private static DecoderConfig read(Settings s) {
    var names =
        new DecoderConfig.Names("layer_norm_eps", "hidden_act", "rotary_emb_base", "rotary_pct");
    var defaults = new Defaults(50432, 6144, 44, 64, 0, 0, 24576, 2048, false);
    return DecoderConfig.read(s, defaults, names, 1e-5, "gelu", 0.25).classifierDropout(s);
  }

  private static Decoder build(Settings s, Head head, int labels, Params at) {
    var c = read(s);
    boolean parallel = s.flag("use_parallel_residual", true);
    boolean bias = s.flag("attention_bias", true);
    var dropout = new Dropout(s.rate("hidden_dropout", 0));
    var body = NAMES.body(at, head);
    var words = new Embedding(body.in("embed_in"), c.vocab(), c.hidden(), c.spread());
    var layers =
        body.in("layers").each(c.layers(), layer -> new Layer(c, parallel, bias, dropout, layer));
    var norm = new LayerNorm(body.in("final_layer_norm"), c.hidden(), c.epsilon());
    return new Decoder(
        c,
        Decoder.plain(words, dropout),
        layers,
        norm::forward,
        Decoder.top(c, NAMES, head, labels, at, words.weight()));
  }

  private static final class Layer implements Decoder.Layer {
    final LayerNorm attentionNorm, norm;
    final Linear projections, output;
    final Attention attention;
    final FeedForward feedForward;
    final Dropout dropout;
    final boolean parallel;

    Layer(DecoderConfig c, boolean parallel, boolean bias, Dropout dropout, Params at) {
      attentionNorm = new LayerNorm(at.in("input_layernorm"), c.hidden(), c.epsilon());
      norm = new LayerNorm(at.in("post_attention_layernorm"), c.hidden(), c.epsilon());
      projections =
          Linear.of(
              at.in("attention.query_key_value"), c.hidden(), 3L * c.hidden(), c.spread(), bias);
      output = Linear.of(at.in("attention.dense"), c.hidden(), c.hidden(), c.spread(), bias);
      attention = c.attention(at.layer());
      feedForward =
          new FeedForward(
              new Linear(at.in("mlp.dense_h_to_4h"), c.hidden(), c.inner(), c.spread()),
              c.activation(),
              new Linear(at.in("mlp.dense_4h_to_h"), c.inner(), c.hidden(), c.spread()));
      this.dropout = dropout;
      this.parallel = parallel;
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
      var qkv = attention.split(projections.forward(attentionNorm.forward(x)));
      var parts = Kernels.splitLast(qkv, 3); // [B, H, T, dh] each
      var q = angles.rotate(parts.get(0));
      var k = angles.rotate(parts.get(1));
      var a = output.forward(attention.forward(q, k, parts.get(2), mask, pass));
      a = dropout.forward(a, pass);
      var between = Kernels.add(a, x);
      var y = feedForward.forward(norm.forward(parallel ? x : between));
      return Kernels.add(dropout.forward(y, pass), between);
    }

    @Override
    public Net.Projection output() {
      return new Net.Projection(output.weight(), false);
    }
  }
}

package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.nn.RotaryAttention;
import org.vitrine.core.tensor.Kernels;

/// Phi 1 and 2: attention and feed-forward side by side on one norm, part of each head turned: Gunasekar et al. 2023,
/// arXiv:2306.11644.
final class Phi {
  private static final Decoder.Names NAMES =
      new Decoder.Names("model", "model", "lm_head", "score", true);
  static final Family FAMILY =
      Family.of(
              "phi",
              "Phi",
              (s, json) -> read(s).facts(json, false),
              Phi::build,
              Head.CAUSAL_LM,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION)
          .optionalPrefix("model.")
          .oldName("classifier.weight", "score.weight")
          .oldName("classifier.bias", "score.bias")
          .ignoring("rotary_emb\\.inv_freq");

  private Phi() {}

  private static DecoderConfig read(Settings s) {
    var names =
        new DecoderConfig.Names(
            "layer_norm_eps", "hidden_act", "rope_theta", "partial_rotary_factor");
    var defaults = new Defaults(51200, 2048, 24, 32, 0, 0, 8192, 2048, false);
    return DecoderConfig.read(s, defaults, names, 1e-5, "gelu_new", 0.5);
  }

  private static Decoder build(Settings s, Head head, int labels, Params at) {
    var c = read(s);
    boolean headNorms = s.flag("qk_layernorm", false);
    var dropout = new Dropout(s.rate("resid_pdrop", 0));
    var first = new Dropout(s.rate("embd_pdrop", 0));
    var body = NAMES.body(at, head);
    var words =
        new Embedding(body.in("embed_tokens"), c.vocab(), c.hidden(), c.padding(), c.spread());
    var layers =
        body.in("layers").each(c.layers(), layer -> new Layer(c, dropout, headNorms, layer));
    var norm = new LayerNorm(body.in("final_layernorm"), c.hidden(), c.epsilon());
    return new Decoder(
        c,
        Decoder.plain(words, first),
        layers,
        norm::forward,
        Decoder.top(c, NAMES, head, labels, at, words.weight()));
  }

  private static final class Layer implements Decoder.Layer {
    final LayerNorm norm;
    final RotaryAttention attention;
    final FeedForward feedForward;
    final Dropout dropout;

    Layer(DecoderConfig c, Dropout dropout, boolean headNorms, Params at) {
      norm = new LayerNorm(at.in("input_layernorm"), c.hidden(), c.epsilon());
      attention = attention(c, headNorms, at.in("self_attn"));
      feedForward =
          new FeedForward(
              new Linear(at.in("mlp.fc1"), c.hidden(), c.inner(), c.spread()),
              c.activation(),
              new Linear(at.in("mlp.fc2"), c.inner(), c.hidden(), c.spread()));
      this.dropout = dropout;
    }

    private static RotaryAttention attention(DecoderConfig c, boolean headNorms, Params at) {
      var query = new Linear(at.in("q_proj"), c.hidden(), c.queryWidth(), c.spread());
      var key = new Linear(at.in("k_proj"), c.hidden(), c.keyWidth(), c.spread());
      var value = new Linear(at.in("v_proj"), c.hidden(), c.keyWidth(), c.spread());
      var output = new Linear(at.in("dense"), c.queryWidth(), c.hidden(), c.spread());
      var attention = c.attention(at.layer());
      if (!headNorms) return new RotaryAttention(query, key, value, output, attention);
      var queryNorm = new LayerNorm(at.in("q_layernorm"), c.headSize(), c.epsilon());
      var keyNorm = new LayerNorm(at.in("k_layernorm"), c.headSize(), c.epsilon());
      return new RotaryAttention(
          query, key, value, output, attention, queryNorm::forward, keyNorm::forward);
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
      var in = norm.forward(x);
      var a = dropout.forward(attention.forward(in, angles, mask, pass), pass);
      var y = dropout.forward(feedForward.forward(in), pass);
      return Kernels.add(Kernels.add(a, y), x);
    }

    @Override
    public Net.Projection output() {
      return new Net.Projection(attention.outputWeight(), false);
    }
  }
}

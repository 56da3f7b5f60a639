package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;
import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.GatedFeedForward;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.RmsNorm;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.nn.RotaryAttention;
import org.vitrine.core.tensor.Kernels;

/// Llama, pre-norm decoder with rotary positions and a gated feed-forward: Touvron et al. 2023, arXiv:2302.13971. Mistral
/// and Qwen are the same but for what [Kind] tells.
final class Llama {
  static final Family FAMILY = family("llama", "Llama", "transformer", Llama::read);

  private Llama() {}

  /// What a model of Llama's form has or has not.
  ///
  /// @param inputBias on queries, keys and values; @param outputBias on what comes out of attention
  /// @param innerBias in the feed-forward; @param headNorms on each head of queries and keys
  record Kind(
      DecoderConfig config,
      boolean inputBias,
      boolean outputBias,
      boolean innerBias,
      boolean headNorms) {}

  /// pretraining_tp only cuts products into parts.
  private static Kind read(Settings s) {
    var c = config(s, new Defaults(32000, 4096, 32, 32, 0, 0, 11008, 2048, false));
    boolean bias = s.flag("attention_bias", false);
    return new Kind(c, bias, bias, s.flag("mlp_bias", false), false);
  }

  static DecoderConfig config(Settings s, Defaults defaults) {
    RotarySettings.whole(s);
    return DecoderConfig.read(s, defaults, DecoderConfig.Names.LLAMA, 1e-6, "silu", 1);
  }

  /// @param spanBody what goes before the layers of a question answerer
  static Family family(String name, String stem, String spanBody, Function<Settings, Kind> read) {
    var names = new Decoder.Names("model", spanBody, "lm_head", "score", false);
    return Family.of(
            name,
            stem,
            (s, json) -> read.apply(s).config.facts(json, true),
            (s, head, labels, at) -> build(read.apply(s), names, head, labels, at),
            Head.CAUSAL_LM,
            Head.SEQUENCE_CLASSIFICATION,
            Head.TOKEN_CLASSIFICATION,
            Head.QUESTION_ANSWERING)
        .optionalPrefix("model.", "transformer.")
        .ignoring("rotary_emb\\.inv_freq");
  }

  private static Decoder build(Kind kind, Decoder.Names names, Head head, int labels, Params at) {
    var c = kind.config;
    var body = names.body(at, head);
    var words =
        new Embedding(body.in("embed_tokens"), c.vocab(), c.hidden(), c.padding(), c.spread());
    var layers = body.in("layers").each(c.layers(), layer -> new Layer(kind, layer));
    var norm = new RmsNorm(body.in("norm"), c.hidden(), c.epsilon());
    var top = Decoder.top(c, names, head, labels, at, words.weight());
    return new Decoder(c, Decoder.plain(words, new Dropout(0)), layers, norm::forward, top);
  }

  /// Normalise, attend, add; normalise, feed forward, add.
  private static final class Layer implements Decoder.Layer {
    final RmsNorm attentionNorm, norm;
    final RotaryAttention attention;
    final GatedFeedForward feedForward;

    Layer(Kind kind, Params at) {
      var c = kind.config;
      attentionNorm = new RmsNorm(at.in("input_layernorm"), c.hidden(), c.epsilon());
      attention = attention(kind, at.in("self_attn"), c.attention(at.layer()));
      norm = new RmsNorm(at.in("post_attention_layernorm"), c.hidden(), c.epsilon());
      feedForward = feedForward(c, at.in("mlp"), kind.innerBias);
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
      x = Kernels.add(x, attention.forward(attentionNorm.forward(x), angles, mask, pass));
      return Kernels.add(x, feedForward.forward(norm.forward(x)));
    }

    @Override
    public Net.Projection output() {
      return new Net.Projection(attention.outputWeight(), false);
    }
  }

  static RotaryAttention attention(Kind kind, Params at, org.vitrine.core.nn.Attention attention) {
    var c = kind.config;
    var query = Linear.of(at.in("q_proj"), c.hidden(), c.queryWidth(), c.spread(), kind.inputBias);
    var key = Linear.of(at.in("k_proj"), c.hidden(), c.keyWidth(), c.spread(), kind.inputBias);
    var value = Linear.of(at.in("v_proj"), c.hidden(), c.keyWidth(), c.spread(), kind.inputBias);
    var output =
        Linear.of(at.in("o_proj"), c.queryWidth(), c.hidden(), c.spread(), kind.outputBias);
    if (!kind.headNorms) return new RotaryAttention(query, key, value, output, attention);
    var queryNorm = new RmsNorm(at.in("q_norm"), c.headSize(), c.epsilon());
    var keyNorm = new RmsNorm(at.in("k_norm"), c.headSize(), c.epsilon());
    return new RotaryAttention(
        query, key, value, output, attention, queryNorm::forward, keyNorm::forward);
  }

  static GatedFeedForward feedForward(DecoderConfig c, Params at, boolean bias) {
    return new GatedFeedForward(
        Linear.of(at.in("gate_proj"), c.hidden(), c.inner(), c.spread(), bias),
        c.activation(),
        Linear.of(at.in("up_proj"), c.hidden(), c.inner(), c.spread(), bias),
        Linear.of(at.in("down_proj"), c.inner(), c.hidden(), c.spread(), bias));
  }
}

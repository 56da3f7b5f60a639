package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.model.family.DecoderConfig.Defaults;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.GatedFeedForward;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.RmsNorm;
import org.vitrine.core.nn.Rotary.Angles;
import org.vitrine.core.nn.RotaryAttention;
import org.vitrine.core.tensor.Kernels;

/// Gemma 2: Llama's attention and feed-forward between norms on both sides, with capped scores and logits, and a window in
/// every other layer: Gemma Team 2024, arXiv:2408.00118.
final class Gemma2 {
  private static final Decoder.Names NAMES =
      new Decoder.Names("model", "model", "lm_head", "score", false);
  static final Family FAMILY =
      Family.of(
              "gemma2",
              "Gemma2",
              (s, json) -> Config.read(s).shared.facts(json, true),
              Gemma2::build,
              Head.CAUSAL_LM,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION)
          .usually("pad_token_id", 0)
          .optionalPrefix("model.")
          .ignoring("rotary_emb\\.inv_freq");

  private Gemma2() {}

  /// @param scale of the scores; @param scoreCap and `logitCap` 0 for none
  private record Config(
      DecoderConfig shared, boolean bias, double scale, double scoreCap, double logitCap) {
    static Config read(Settings s) {
      s.off("use_bidirectional_attention");
      RotarySettings.whole(s);
      var names =
          new DecoderConfig.Names(
              "rms_norm_eps", "hidden_activation", "rope_theta", "partial_rotary_factor");
      var defaults = new Defaults(256000, 2304, 26, 8, 4, 256, 9216, 8192, true);
      var c = DecoderConfig.read(s, defaults, names, 1e-6, "gelu_pytorch_tanh", 1);
      int window = s.isNull("sliding_window") ? 0 : s.integer("sliding_window", 1, 4096);
      return new Config(
          c.sliding(s, window, layer -> layer % 2 == 0),
          s.flag("attention_bias", false),
          1 / Math.sqrt(s.positive("query_pre_attn_scalar", 256)),
          cap(s, "attn_logit_softcapping", 50),
          cap(s, "final_logit_softcapping", 30));
    }

    private static double cap(Settings s, String name, double otherwise) {
      return s.isNull(name) ? 0 : s.positive(name, otherwise);
    }
  }

  private static Decoder build(Settings s, Head head, int labels, Params at) {
    var c = Config.read(s);
    var shared = c.shared;
    int hidden = shared.hidden();
    var body = NAMES.body(at, head);
    var words =
        new Embedding(
            body.in("embed_tokens"), shared.vocab(), hidden, shared.padding(), shared.spread());
    var layers = body.in("layers").each(shared.layers(), layer -> new Layer(c, layer));
    var norm = RmsNorm.aroundOne(body.in("norm"), hidden, shared.epsilon());
    return new Decoder(
        shared,
        (batch, _, pass) ->
            Kernels.scale(pass.words(words.forward(batch.inputIds())), Math.sqrt(hidden)),
        layers,
        norm::forward,
        top(c, head, labels, at, words));
  }

  private static Top top(Config c, Head head, int labels, Params at, Embedding words) {
    var top = Decoder.top(c.shared, NAMES, head, labels, at, words.weight());
    var decode = top.decode();
    if (decode == null || c.logitCap == 0) return top;
    return Top.speaking(true, x -> Kernels.capped(decode.apply(x), c.logitCap));
  }

  /// Attention and then feed-forward, each normalised before and after it adds to its input.
  private static final class Layer implements Decoder.Layer {
    final RmsNorm beforeAttention, afterAttention, beforeFeedForward, afterFeedForward;
    final RotaryAttention attention;
    final GatedFeedForward feedForward;

    Layer(Config c, Params at) {
      var kind = new Llama.Kind(c.shared, c.bias, c.bias, false, false);
      beforeAttention = norm(c, at.in("input_layernorm"));
      attention =
          Llama.attention(
              kind, at.in("self_attn"), c.shared.attention(at.layer(), c.scale, c.scoreCap));
      afterAttention = norm(c, at.in("post_attention_layernorm"));
      beforeFeedForward = norm(c, at.in("pre_feedforward_layernorm"));
      feedForward = Llama.feedForward(c.shared, at.in("mlp"), false);
      afterFeedForward = norm(c, at.in("post_feedforward_layernorm"));
    }

    private static RmsNorm norm(Config c, Params at) {
      return RmsNorm.aroundOne(at, c.shared.hidden(), c.shared.epsilon());
    }

    @Override
    public NDArray forward(NDArray x, Angles angles, Mask mask, Pass pass) {
      var a = attention.forward(beforeAttention.forward(x), angles, mask, pass);
      x = Kernels.add(x, afterAttention.forward(a));
      var y = feedForward.forward(beforeFeedForward.forward(x));
      return Kernels.add(x, afterFeedForward.forward(y));
    }

    @Override
    public Net.Projection output() {
      return new Net.Projection(attention.outputWeight(), false);
    }
  }
}

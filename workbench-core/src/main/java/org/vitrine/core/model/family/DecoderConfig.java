package org.vitrine.core.model.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Rotary;
import tools.jackson.databind.node.ObjectNode;

/// The settings that decoders have in common, by the names that most of them give these.
///
/// @param keyHeads heads of keys and values; @param headSize of each head
/// @param places longest input; @param padding id of the padding token, -1 for none
/// @param windows keys that each layer sees at most, 0 for all
record DecoderConfig(
    int vocab,
    int hidden,
    int layers,
    int heads,
    int keyHeads,
    int headSize,
    int inner,
    int places,
    int padding,
    double epsilon,
    double attentionDropout,
    double headDropout,
    double spread,
    boolean tied,
    Activation activation,
    Rotary rotary,
    List<Integer> windows) {

  /// What holds where `config.json` is silent.
  ///
  /// @param keyHeads 0 for as many as heads; @param headSize 0 for the width by the heads
  record Defaults(
      int vocab,
      int hidden,
      int layers,
      int heads,
      int keyHeads,
      int headSize,
      int inner,
      int places,
      boolean tied) {}

  /// What families name their own way.
  ///
  /// @param share of a head's features that rotary positions turn
  record Names(String epsilon, String activation, String theta, String share) {
    static final Names LLAMA =
        new Names("rms_norm_eps", "hidden_act", "rope_theta", "partial_rotary_factor");
  }

  /// @param share where config.json is silent about it
  static DecoderConfig read(
      Settings s, Defaults d, Names names, double epsilon, String activation, double share) {
    s.off("add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("hidden_size", 1, d.hidden);
    int heads = s.integer("num_attention_heads", 1, d.heads);
    int keyHeads = s.integer("num_key_value_heads", 1, d.keyHeads == 0 ? heads : d.keyHeads);
    int headSize = s.integer("head_dim", 1, d.headSize);
    if (headSize == 0) {
      if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
      headSize = hidden / heads;
    }
    if (heads % keyHeads != 0) throw new Problem("model.groups", heads, keyHeads);
    int layers = s.layers("num_hidden_layers", 0, d.layers);
    int told = s.integer("max_position_embeddings", 1, d.places);
    var turned = RotarySettings.read(s, names, headSize, share, told);
    return new DecoderConfig(
        s.integer("vocab_size", 1, d.vocab),
        hidden,
        layers,
        heads,
        keyHeads,
        headSize,
        s.integer("intermediate_size", 1, d.inner),
        turned.longest(),
        s.integer("pad_token_id", -1, -1),
        s.number(names.epsilon, epsilon),
        s.rate("attention_dropout", 0),
        s.rate(s.has("classifier_dropout") ? "classifier_dropout" : "hidden_dropout", 0.1),
        s.number("initializer_range", 0.02),
        s.flag("tie_word_embeddings", d.tied),
        Activation.of(s.text(names.activation, activation), names.activation),
        turned.rotary(),
        Collections.nCopies(layers, 0));
  }

  /// With a window in each layer that `layer_types` calls sliding, or in those of `otherwise` if it says nothing.
  DecoderConfig sliding(Settings s, int window, IntPredicate otherwise) {
    var types = s.texts("layer_types");
    if (types != null && types.size() < layers) throw s.wrong("layer_types");
    var all = new ArrayList<Integer>();
    for (int layer = 0; layer < layers; layer++) {
      boolean slides =
          types == null
              ? otherwise.test(layer)
              : switch (types.get(layer)) {
                case "full_attention" -> false;
                case "sliding_attention" -> true;
                default -> throw s.unsupported("layer_types");
              };
      if (slides && window == 0) throw s.wrong("sliding_window");
      all.add(slides ? window : 0);
    }
    return windows(all);
  }

  DecoderConfig windows(List<Integer> windows) {
    return with(headDropout, List.copyOf(windows));
  }

  /// For families whose token classifier knows no other rate than `classifier_dropout`.
  DecoderConfig classifierDropout(Settings s) {
    return with(s.rate("classifier_dropout", 0.1), windows);
  }

  private DecoderConfig with(double headDropout, List<Integer> windows) {
    return new DecoderConfig(
        vocab,
        hidden,
        layers,
        heads,
        keyHeads,
        headSize,
        inner,
        places,
        padding,
        epsilon,
        attentionDropout,
        headDropout,
        spread,
        tied,
        activation,
        rotary,
        List.copyOf(windows));
  }

  /// Scores by √(head size).
  Attention attention(int layer) {
    return attention(layer, 1 / Math.sqrt(headSize), 0);
  }

  Attention attention(int layer, double scale, double cap) {
    return new Attention(layer, heads, keyHeads, attentionDropout, scale, cap);
  }

  int queryWidth() {
    return heads * headSize;
  }

  int keyWidth() {
    return keyHeads * headSize;
  }

  /// @param gated whether the feed-forward has a gate
  ModelConfig facts(ObjectNode json, boolean gated) {
    return new ModelConfig(
        json, vocab, places, padding, hidden, layers, heads, inner, keyHeads, headSize, gated);
  }
}

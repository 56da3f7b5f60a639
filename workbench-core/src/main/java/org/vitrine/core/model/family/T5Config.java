package org.vitrine.core.model.family;

import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// The settings of T5.
///
/// @param keySize of each head; @param buckets of relative positions; @param distance from which on all share one
/// @param factor of the deviations of fresh weights; @param scaled whether states are divided by √d before the head
record T5Config(
    EncoderDecoder.Tokens tokens,
    int vocab,
    int hidden,
    int keySize,
    int inner,
    int layers,
    int decoderLayers,
    int heads,
    int buckets,
    int distance,
    double epsilon,
    double dropout,
    double headDropout,
    double factor,
    boolean tied,
    boolean scaled,
    boolean gated,
    Activation activation) {

  /// What holds where `config.json` is silent.
  record Defaults(int vocab, int inner, int layers, int heads, String projection, boolean tied) {}

  static T5Config read(Settings s, Defaults d) {
    s.off("is_decoder", "add_cross_attention", "tie_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int layers = s.layers("num_layers", 1, d.layers);
    int vocab = s.integer("vocab_size", 1, d.vocab);
    // the encoder's halves of the buckets are halved once more, into near and far
    int buckets = s.integer("relative_attention_num_buckets", 4, 32);
    int distance = s.integer("relative_attention_max_distance", 1, 128);
    if (distance <= buckets / 2) throw s.wrong("relative_attention_max_distance");
    boolean tied = s.flag("tie_word_embeddings", d.tied);
    var projection = s.text("feed_forward_proj", d.projection);
    var parts = projection.split("-", -1);
    if (parts.length > 2 || parts.length == 2 && !parts[0].equals("gated"))
      throw s.wrong("feed_forward_proj");
    // "gated-gelu" has always meant the form with tanh
    var usual = projection.equals("gated-gelu") ? "gelu_new" : parts[parts.length - 1];
    var named = s.has("dense_act_fn") ? "dense_act_fn" : "feed_forward_proj";
    return new T5Config(
        EncoderDecoder.Tokens.read(s, vocab, Integer.MAX_VALUE, false),
        vocab,
        s.integer("d_model", 1, 512),
        s.integer("d_kv", 1, 64),
        s.integer("d_ff", 1, d.inner),
        layers,
        s.layers("num_decoder_layers", 1, layers),
        s.integer("num_heads", 1, d.heads),
        buckets,
        distance,
        s.number("layer_norm_epsilon", 1e-6),
        s.rate("dropout_rate", 0.1),
        s.rate("classifier_dropout", 0),
        s.number("initializer_factor", 1),
        tied,
        s.has("scale_decoder_outputs") ? s.flag("scale_decoder_outputs", tied) : tied,
        s.flag("is_gated_act", parts[0].equals("gated")),
        Activation.of(s.text("dense_act_fn", usual), named));
  }

  /// Deviation of most fresh weights.
  double spread() {
    return factor / Math.sqrt(hidden);
  }

  /// Relative positions know no longest text.
  ModelConfig facts(ObjectNode json) {
    return new ModelConfig(
        json,
        vocab,
        Integer.MAX_VALUE,
        tokens.padding(),
        hidden,
        layers,
        heads,
        inner,
        heads,
        keySize,
        gated);
  }
}

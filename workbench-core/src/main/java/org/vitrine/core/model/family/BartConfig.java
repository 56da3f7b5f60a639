package org.vitrine.core.model.family;

import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// The settings that BART and Marian have in common.
///
/// @param reader sizes of the encoder; @param writer of the decoder
/// @param places longest text; @param scale factor of the words' embeddings; @param spread deviation of fresh weights
record BartConfig(
    EncoderDecoder.Tokens tokens,
    int vocab,
    int hidden,
    Sizes reader,
    Sizes writer,
    int places,
    double dropout,
    double attentionDropout,
    double activationDropout,
    double headDropout,
    double scale,
    double spread,
    boolean tied,
    Activation activation) {

  /// Whether encoder and decoder look words up in one table.
  static final String SHARED = "share_encoder_decoder_embeddings";

  /// @param skipping how likely a layer is left out while training
  record Sizes(int layers, int heads, int inner, double skipping) {}

  static BartConfig read(Settings s, int usualVocab, boolean echoes) {
    s.off(
        "is_decoder",
        "add_cross_attention",
        "tie_encoder_decoder",
        "normalize_before",
        "add_final_layer_norm",
        "add_bias_logits",
        "do_blenderbot_90_layernorm");
    s.none("pruned_heads", "quantization_config");
    if (!s.flag("is_encoder_decoder", true)) throw s.unsupported("is_encoder_decoder");
    int vocab = s.integer("vocab_size", 1, usualVocab), hidden = s.integer("d_model", 1, 1024);
    int written = s.flag(SHARED, true) ? vocab : s.integer("decoder_vocab_size", 1, vocab);
    int places = s.integer("max_position_embeddings", 1, 1024);
    return new BartConfig(
        EncoderDecoder.Tokens.read(s, written, places, echoes),
        vocab,
        hidden,
        sizes(s, "encoder", hidden),
        sizes(s, "decoder", hidden),
        places,
        s.rate("dropout", 0.1),
        s.rate("attention_dropout", 0),
        s.rate("activation_dropout", 0),
        s.rate("classifier_dropout", 0),
        s.flag("scale_embedding", false) ? Math.sqrt(hidden) : 1,
        s.number("init_std", 0.02),
        s.flag("tie_word_embeddings", true),
        Activation.of(s.text("activation_function", "gelu"), "activation_function"));
  }

  private static Sizes sizes(Settings s, String part, int hidden) {
    int heads = s.integer(part + "_attention_heads", 1, 16);
    if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
    return new Sizes(
        s.layers(part + "_layers", 0, 12),
        heads,
        s.integer(part + "_ffn_dim", 1, 4096),
        s.rate(part + "_layerdrop", 0));
  }

  ModelConfig facts(ObjectNode json) {
    return new ModelConfig(
        json, vocab, places, tokens.padding(), hidden, reader.layers, reader.heads, reader.inner);
  }
}

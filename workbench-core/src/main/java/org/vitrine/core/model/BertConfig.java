package org.vitrine.core.model;

import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// The settings of BERT and RoBERTa.
///
/// @param places rows of the table of positions; @param types rows of the table of token types
/// @param padding id of the padding token; @param spread deviation of fresh weights
record BertConfig(
    int vocab,
    int hidden,
    int layers,
    int heads,
    int inner,
    int places,
    int types,
    int padding,
    double epsilon,
    double dropout,
    double attentionDropout,
    double headDropout,
    double spread,
    boolean tied,
    Activation activation) {

  static BertConfig read(Settings s, int vocab, int types, int padding, double epsilon) {
    s.only("position_embedding_type", "absolute");
    s.off("is_decoder", "add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    double dropout = s.rate("hidden_dropout_prob", 0.1);
    var c =
        new BertConfig(
            s.integer("vocab_size", 1, vocab),
            s.integer("hidden_size", 1, 768),
            s.integer("num_hidden_layers", 0, 12),
            s.integer("num_attention_heads", 1, 12),
            s.integer("intermediate_size", 1, 3072),
            s.integer("max_position_embeddings", 1, 512),
            s.integer("type_vocab_size", 1, types),
            s.integer("pad_token_id", 0, padding),
            s.number("layer_norm_eps", epsilon),
            dropout,
            s.rate("attention_probs_dropout_prob", 0.1),
            s.has("classifier_dropout") ? s.rate("classifier_dropout", 0) : dropout,
            s.number("initializer_range", 0.02),
            s.flag("tie_word_embeddings", true),
            Activation.of(s.text("hidden_act", "gelu"), "hidden_act"));
    if (c.hidden % c.heads != 0) throw new Problem("model.heads", c.hidden, c.heads);
    return c;
  }

  int headSize() {
    return hidden / heads;
  }

  ModelConfig facts(ObjectNode json, int maxPositions) {
    return new ModelConfig(json, vocab, maxPositions, padding, hidden, layers, heads, inner);
  }
}

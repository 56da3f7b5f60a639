package org.vitrine.core.model.family;

import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.RelativeKeys;
import org.vitrine.core.nn.ScoreBias;
import tools.jackson.databind.node.ObjectNode;

/// The settings of BERT and its kin.
///
/// @param embedding width of the tables; @param places rows of the table of positions; @param types rows of the table of
///   token types
/// @param padding id of the padding token; @param spread deviation of fresh weights
record BertConfig(
    int vocab,
    int embedding,
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
    Activation activation,
    Places positions) {

  /// Where positions enter.
  enum Places {
    /// in the embeddings
    ABSOLUTE,
    /// in the scores, times the queries
    RELATIVE,
    /// in the scores, times queries and keys
    RELATIVE_BOTH
  }

  /// What holds where `config.json` is silent.
  ///
  /// @param embedding 0 where the tables are as wide as the layers, whatever `embedding_size` says
  record Defaults(
      int vocab,
      int embedding,
      int hidden,
      int layers,
      int heads,
      int inner,
      int padding,
      double dropout,
      String activation) {
    static final Defaults BERT = ofBase(30522, 0);

    static Defaults ofBase(int vocab, int padding) {
      return new Defaults(vocab, 0, 768, 12, 12, 3072, padding, 0.1, "gelu");
    }
  }

  static BertConfig read(Settings s, Defaults d) {
    s.off("is_decoder", "add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("hidden_size", 1, d.hidden);
    double dropout = s.rate("hidden_dropout_prob", d.dropout);
    var c =
        new BertConfig(
            s.integer("vocab_size", 1, d.vocab),
            d.embedding == 0 ? hidden : s.integer("embedding_size", 1, d.embedding),
            hidden,
            s.layers("num_hidden_layers", 0, d.layers),
            s.integer("num_attention_heads", 1, d.heads),
            s.integer("intermediate_size", 1, d.inner),
            s.integer("max_position_embeddings", 1, 512),
            s.integer("type_vocab_size", 1, 2),
            s.integer("pad_token_id", 0, d.padding),
            s.number("layer_norm_eps", 1e-12),
            dropout,
            s.rate("attention_probs_dropout_prob", d.dropout),
            s.has("classifier_dropout") ? s.rate("classifier_dropout", 0) : dropout,
            s.number("initializer_range", 0.02),
            s.flag("tie_word_embeddings", true),
            Activation.of(s.text("hidden_act", d.activation), "hidden_act"),
            places(s));
    if (c.hidden % c.heads != 0) throw new Problem("model.heads", c.hidden, c.heads);
    return c;
  }

  private static Places places(Settings s) {
    var name = "position_embedding_type";
    if (s.isNull(name)) throw s.unsupported(name); // no positions at all
    return switch (s.text(name, "absolute")) {
      case "absolute" -> Places.ABSOLUTE;
      case "relative_key" -> Places.RELATIVE;
      case "relative_key_query" -> Places.RELATIVE_BOTH;
      default -> throw s.unsupported(name);
    };
  }

  BertConfig headDropout(double rate) {
    return new BertConfig(
        vocab,
        embedding,
        hidden,
        layers,
        heads,
        inner,
        places,
        types,
        padding,
        epsilon,
        dropout,
        attentionDropout,
        rate,
        spread,
        tied,
        activation,
        positions);
  }

  /// The attention that stands at place `layer` of the order.
  Attention attention(int layer) {
    return new Attention(layer, heads, attentionDropout, scale());
  }

  /// @param at the attention's place in the checkpoint
  ScoreBias bias(Params at) {
    return bias(at, scale());
  }

  /// @param scale of what distances add to the scores
  ScoreBias bias(Params at, double scale) {
    if (positions == Places.ABSOLUTE) return ScoreBias.NONE;
    boolean both = positions == Places.RELATIVE_BOTH;
    var table = at.in("distance_embedding");
    return new RelativeKeys(table, places, hidden / heads, both, scale, spread);
  }

  private double scale() {
    return 1 / Math.sqrt((double) hidden / heads);
  }

  ModelConfig facts(ObjectNode json, int maxPositions) {
    return new ModelConfig(json, vocab, maxPositions, padding, hidden, layers, heads, inner);
  }

  /// RoBERTa's and ELECTRA's classifier: the first token through `dense`, an activation and `out_proj`, dropout before each
  /// of the two layers.
  Head.Layers textClasses(Activation activation, int labels, Params at) {
    var dense = new Linear(at.in("dense"), hidden, hidden, spread);
    var out = new Linear(at.in("out_proj"), hidden, labels, spread);
    return Heads.texts(Heads.first(headDropout, dense, activation), headDropout, out);
  }
}

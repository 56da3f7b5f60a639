package org.vitrine.core.model.family;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// The settings of XLNet. Lengths of memories (`mem_len`, `reuse_len`) change nothing for a text that is read at once, and
/// every layer has biases of its own whatever `untie_r` says, as in the reference.
///
/// @param oneWay whether no token sees what comes after it; @param alone whether it then sees itself only, which the
///   reference makes of `same_length` where nothing was read before
/// @param bothWays whether the second half of a batch is read backwards
/// @param clamp farthest distance that is told apart, 0 for any
record XlNetConfig(
    int vocab,
    int hidden,
    int layers,
    int heads,
    int inner,
    int padding,
    double epsilon,
    double dropout,
    double spread,
    boolean tied,
    boolean oneWay,
    boolean alone,
    boolean bothWays,
    int clamp,
    Activation activation,
    Summary summary) {

  /// One vector for a text.
  ///
  /// @param projected whether it goes through a linear layer; @param activation null for none
  record Summary(
      Place place,
      boolean projected,
      @Nullable Activation activation,
      double firstDropout,
      double lastDropout) {}

  /// Which tokens the summary reads.
  enum Place {
    LAST,
    FIRST,
    MEAN
  }

  static XlNetConfig read(Settings s) {
    s.off("is_decoder", "add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("d_model", 1, 1024);
    int heads = s.integer("n_head", 1, 16);
    if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
    if (hidden % 2 != 0) throw s.wrong("d_model");
    if (s.integer("d_head", 1, hidden / heads) != hidden / heads) throw s.wrong("d_head");
    boolean oneWay =
        switch (s.text("attn_type", "bi")) {
          case "bi" -> false;
          case "uni" -> true;
          default -> throw s.unsupported("attn_type");
        };
    return new XlNetConfig(
        s.integer("vocab_size", 1, 32000),
        hidden,
        s.layers("n_layer", 0, 24),
        heads,
        s.integer("d_inner", 1, 4096),
        s.integer("pad_token_id", 0, 5),
        s.number("layer_norm_eps", 1e-12),
        s.rate("dropout", 0.1),
        s.number("initializer_range", 0.02),
        s.flag("tie_word_embeddings", true),
        oneWay,
        oneWay && s.flag("same_length", false),
        s.flag("bi_data", false),
        Math.max(0, s.integer("clamp_len", Integer.MIN_VALUE, -1)),
        Activation.of(s.text("ff_activation", "gelu"), "ff_activation"),
        summary(s));
  }

  private static Summary summary(Settings s) {
    s.off("summary_proj_to_labels");
    var place =
        switch (s.text("summary_type", "last")) {
          case "last", "cls_index" -> Place.LAST;
          case "first" -> Place.FIRST;
          case "mean" -> Place.MEAN;
          default -> throw s.unsupported("summary_type");
        };
    var name = s.isNull("summary_activation") ? "" : s.text("summary_activation", "tanh");
    return new Summary(
        place,
        s.flag("summary_use_proj", true),
        name.isEmpty() ? null : Activation.of(name, "summary_activation"),
        s.rate("summary_first_dropout", 0),
        s.rate("summary_last_dropout", 0.1));
  }

  double scale() {
    return 1 / Math.sqrt((double) hidden / heads);
  }

  /// Distances alone know no longest text.
  ModelConfig facts(ObjectNode json) {
    return new ModelConfig(json, vocab, Integer.MAX_VALUE, padding, hidden, layers, heads, inner);
  }
}

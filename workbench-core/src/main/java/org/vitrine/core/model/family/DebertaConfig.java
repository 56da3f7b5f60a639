package org.vitrine.core.model.family;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// The settings of DeBERTa-v2.
///
/// @param embedding width of the tables; @param types rows of the table of token types, 0 for none
/// @param placed whether positions are in the embeddings too
/// @param terms which relative terms scores have; their number scales the scores even where there is no table
/// @param normed whether the table of relative positions is normalised
/// @param legacy whether the masked-language head is BERT's, `cls`, and not DeBERTa's own, `lm_predictions`
record DebertaConfig(
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
    double poolerDropout,
    double spread,
    boolean tied,
    boolean placed,
    boolean legacy,
    Activation activation,
    Activation poolerActivation,
    List<String> terms,
    @Nullable Relative relative,
    boolean normed,
    @Nullable Convolution convolution) {

  /// A table of relative positions.
  ///
  /// @param shared whether its rows go through the projections of words
  /// @param buckets 0 where each distance has a row; @param farthest distance
  record Relative(boolean shared, int buckets, int farthest) {
    /// Rows on each side of distance 0.
    int span() {
      return buckets > 0 ? buckets : farthest;
    }
  }

  /// Over neighbouring tokens, beside the first layer.
  record Convolution(int width, int groups, Activation activation) {}

  static DebertaConfig read(Settings s) {
    s.off("is_decoder", "add_cross_attention", "is_encoder_decoder");
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("hidden_size", 1, 1536);
    int heads = s.integer("num_attention_heads", 1, 24);
    if (hidden % heads != 0) throw new Problem("model.heads", hidden, heads);
    if (s.integer("pooler_hidden_size", 1, hidden) != hidden) throw s.wrong("pooler_hidden_size");
    if (s.integer("attention_head_size", 1, hidden / heads) != hidden / heads)
      throw s.wrong("attention_head_size");
    double dropout = s.rate("hidden_dropout_prob", 0.1);
    int places = s.integer("max_position_embeddings", 1, 512);
    return new DebertaConfig(
        s.integer("vocab_size", 1, 128100),
        s.integer("embedding_size", 1, hidden),
        hidden,
        s.layers("num_hidden_layers", 0, 24),
        heads,
        s.integer("intermediate_size", 1, 6144),
        places,
        s.integer("type_vocab_size", 0, 0),
        s.integer("pad_token_id", 0, 0),
        s.number("layer_norm_eps", 1e-7),
        dropout,
        s.rate("attention_probs_dropout_prob", 0.1),
        s.has("cls_dropout") ? s.rate("cls_dropout", 0) : dropout,
        s.rate("pooler_dropout", 0),
        s.number("initializer_range", 0.02),
        s.flag("tie_word_embeddings", true),
        s.flag("position_biased_input", true),
        s.flag("legacy", true),
        Activation.of(s.text("hidden_act", "gelu"), "hidden_act"),
        Activation.of(s.text("pooler_hidden_act", "gelu"), "pooler_hidden_act"),
        terms(s),
        relative(s, places),
        words(s.text("norm_rel_ebd", "none")).contains("layer_norm"),
        convolution(s, hidden));
  }

  private static List<String> terms(Settings s) {
    var name = "pos_att_type";
    var told = s.raw(name).isString() ? words(s.text(name, "")) : s.texts(name);
    if (told == null) return List.of();
    for (var term : told) {
      if (!term.equals("c2p") && !term.equals("p2c")) throw s.unsupported(name);
    }
    return List.copyOf(told);
  }

  private static @Nullable Relative relative(Settings s, int places) {
    if (!s.flag("relative_attention", false)) return null;
    int farthest = s.integer("max_relative_positions", -1, -1);
    if (farthest < 1) farthest = places;
    int buckets = Math.max(0, s.integer("position_buckets", -1, -1));
    // one bucket a side, or a range no wider than the buckets, has no logarithm to grow by
    if (buckets == 1 || buckets > 0 && farthest - 1 <= buckets / 2)
      throw s.wrong("position_buckets");
    return new Relative(s.flag("share_att_key", false), buckets, farthest);
  }

  private static @Nullable Convolution convolution(Settings s, int hidden) {
    int width = s.integer("conv_kernel_size", 0, 0);
    if (width == 0) return null;
    if (width % 2 == 0) throw s.wrong("conv_kernel_size");
    int groups = s.integer("conv_groups", 1, 1);
    if (hidden % groups != 0) throw s.wrong("conv_groups");
    return new Convolution(width, groups, Activation.of(s.text("conv_act", "tanh"), "conv_act"));
  }

  /// `a|b` as a and b.
  private static List<String> words(String joined) {
    return Stream.of(joined.toLowerCase(Locale.ROOT).split("\\|")).map(String::strip).toList();
  }

  boolean contentToPosition() {
    return terms.contains("c2p");
  }

  boolean positionToContent() {
    return terms.contains("p2c");
  }

  /// Scores are divided by √(head size · terms), the words' own among them.
  double scale() {
    int parts = 1 + (contentToPosition() ? 1 : 0) + (positionToContent() ? 1 : 0);
    return 1 / Math.sqrt((double) (hidden / heads) * parts);
  }

  /// Relative positions alone know no longest text.
  ModelConfig facts(ObjectNode json) {
    int longest = placed ? places : Integer.MAX_VALUE;
    return new ModelConfig(json, vocab, longest, padding, hidden, layers, heads, inner);
  }
}

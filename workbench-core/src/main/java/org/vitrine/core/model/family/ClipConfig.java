package org.vitrine.core.model.family;

import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import tools.jackson.databind.node.ObjectNode;

/// One of CLIP's two towers as its settings describe it; they stand in `text_config` and `vision_config`, or alone where a
/// folder holds one tower.
///
/// @param vocab 0 in the tower that reads pictures
/// @param places longest text, or patches and one
/// @param end id at which a text is pooled, −1 for the largest id of the text
record ClipConfig(
    int hidden,
    int layers,
    int heads,
    int inner,
    int projection,
    int vocab,
    int places,
    int padding,
    int end,
    int channels,
    int image,
    int patch,
    double epsilon,
    double attentionDropout,
    double factor,
    double spread,
    Activation activation) {

  /// As the first CLIP files have it, whose configuration names the wrong id.
  private static final int WRONG_END = 2;

  static ClipConfig text(Settings s) {
    int end = s.integer("eos_token_id", 0, 49407);
    return read(
        s,
        new int[] {512, 2048, 8},
        s.integer("vocab_size", 1, 49408),
        s.integer("max_position_embeddings", 1, 77),
        s.integer("pad_token_id", 0, 1),
        end == WRONG_END ? -1 : end);
  }

  static ClipConfig vision(Settings s) {
    int image = s.integer("image_size", 1, 224), patch = s.integer("patch_size", 1, 32);
    int side = image / patch;
    if (side == 0) throw s.wrong("patch_size");
    return read(s, new int[] {768, 3072, 12}, 0, side * side + 1, -1, -1);
  }

  /// @param usual width, inner width and heads
  private static ClipConfig read(
      Settings s, int[] usual, int vocab, int places, int padding, int end) {
    s.none("pruned_heads", "quantization_config");
    var c =
        new ClipConfig(
            s.integer("hidden_size", 1, usual[0]),
            s.integer("num_hidden_layers", 0, 12),
            s.integer("num_attention_heads", 1, usual[2]),
            s.integer("intermediate_size", 1, usual[1]),
            s.integer("projection_dim", 1, 512),
            vocab,
            places,
            padding,
            end,
            s.integer("num_channels", 1, 3),
            s.integer("image_size", 1, 224),
            s.integer("patch_size", 1, 32),
            s.number("layer_norm_eps", 1e-5),
            s.rate("attention_dropout", 0),
            s.number("initializer_factor", 1),
            s.number("initializer_range", 0.02),
            Activation.of(s.text("hidden_act", "quick_gelu"), "hidden_act"));
    if (c.hidden % c.heads != 0) throw new Problem("model.heads", c.hidden, c.heads);
    if (c.layers > 10_000) throw s.wrong("num_hidden_layers");
    return c;
  }

  /// Deviation of a fresh projection of the width.
  double narrow() {
    return factor / Math.sqrt(hidden);
  }

  ModelConfig facts(ObjectNode json) {
    return new ModelConfig(json, vocab, places, padding, hidden, layers, heads, inner);
  }
}

package org.vitrine.core.model.family;

import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Convolution;
import tools.jackson.databind.node.ObjectNode;

/// What ViT and DeiT say of themselves; their settings have the same names.
///
/// @param image height and width in pixels; @param patch likewise
/// @param pooled width of the vector for a picture; @param pooling its activation
record VitConfig(
    int hidden,
    int layers,
    int heads,
    int inner,
    int channels,
    int[] image,
    int[] patch,
    int pooled,
    boolean biased,
    double epsilon,
    double dropout,
    double attentionDropout,
    double spread,
    Activation activation,
    Activation pooling) {

  static VitConfig read(Settings s) {
    s.none("pruned_heads", "quantization_config");
    int hidden = s.integer("hidden_size", 1, 768);
    var c =
        new VitConfig(
            hidden,
            s.layers("num_hidden_layers", 0, 12),
            s.integer("num_attention_heads", 1, 12),
            s.integer("intermediate_size", 1, 3072),
            s.integer("num_channels", 1, 3),
            s.sizes("image_size", 224),
            s.sizes("patch_size", 16),
            s.integer("pooler_output_size", 1, hidden),
            s.flag("qkv_bias", true),
            s.number("layer_norm_eps", 1e-12),
            s.rate("hidden_dropout_prob", 0),
            s.rate("attention_probs_dropout_prob", 0),
            s.number("initializer_range", 0.02),
            Activation.of(s.text("hidden_act", "gelu"), "hidden_act"),
            Activation.of(s.text("pooler_act", "tanh"), "pooler_act"));
    if (hidden % c.heads != 0) throw new Problem("model.heads", hidden, c.heads);
    if (c.patches() == 0) throw s.wrong("patch_size");
    return c;
  }

  /// What is left over at the right and below is not looked at.
  int patches() {
    return (image[0] / patch[0]) * (image[1] / patch[1]);
  }

  Convolution.Form form() {
    return Convolution.Form.patches(patch[0], patch[1]);
  }

  Attention attention(int layer) {
    return new Attention(layer, heads, attentionDropout, 1 / Math.sqrt((double) hidden / heads));
  }

  /// @param tokens before the patches
  ModelConfig facts(ObjectNode json, int tokens) {
    return new ModelConfig(json, 0, patches() + tokens, -1, hidden, layers, heads, inner);
  }
}

package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.ContrastiveKernels;
import tools.jackson.databind.node.ObjectNode;

/// CLIP, a tower for texts and one for pictures whose vectors meet: Radford et al. 2021, arXiv:2103.00020.
final class Clip implements Net {
  static final Family FAMILY =
      Family.plain(
              "clip",
              Clip::facts,
              Clip::build,
              _ -> Head.CONTRASTIVE,
              Head.CONTRASTIVE,
              Head.IMAGE_CLASSIFICATION)
          .architecture(Head.CONTRASTIVE, "CLIPModel")
          .architecture(Head.IMAGE_CLASSIFICATION, "CLIPForImageClassification")
          .lastWord("text_config_dict", "text_config")
          .lastWord("vision_config_dict", "vision_config")
          .readingOnly("input_ids", "attention_mask", "position_ids", "pixel_values", "labels")
          .ignoring(
              "embeddings\\.position_ids",
              "text_model\\..*",
              "(text|visual)_projection\\.weight",
              "logit_scale");

  /// Sizes of the text's tower, in which a length is measured.
  private static ModelConfig facts(Settings s, ObjectNode json) {
    var text = s.inside("text_config");
    return ClipConfig.text(text == null ? Settings.empty() : text).facts(json);
  }

  private static Net build(Settings s, Head kind, int labels, Params at) {
    s.none("quantization_config");
    return kind == Head.CONTRASTIVE ? new Clip(s, at) : pictures(s, labels, at);
  }

  private final ClipTower text, vision;
  private final Linear textProjection, visualProjection;
  private final Param scale;

  private Clip(Settings s, Params at) {
    text = ClipTower.of(s.inside("text_config"), false, Part.TEXT, at);
    vision = ClipTower.of(s.inside("vision_config"), true, Part.VISION, at);
    int width = s.integer("projection_dim", 1, 512);
    textProjection = projection(at.in("text_projection"), text, width);
    visualProjection = projection(at.in("visual_projection"), vision, width);
    var start = new Param.Start(s.number("logit_scale_init_value", 2.6592), 0, -1);
    scale = at.declare("logit_scale", start);
  }

  private static Linear projection(Params at, ClipTower tower, int width) {
    return Linear.withoutBias(at, tower.config.hidden(), width, tower.config.narrow());
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var seen = vision.forward(batch, pass);
    var read = text.forward(batch, pass);
    var image = ContrastiveKernels.unit(visualProjection.forward(seen.pooled())); // [N, p]
    var words = ContrastiveKernels.unit(textProjection.forward(read.pooled())); // [M, p]
    var logits = ContrastiveKernels.similarities(words, image, scale.array());
    return Output.of("logits_per_text", logits)
        .with("logits_per_image", ContrastiveKernels.transposed(logits))
        .with("text_embeds", words)
        .with("image_embeds", image)
        .with("text_model_output.last_hidden_state", read.last())
        .with("text_model_output.pooler_output", read.pooled())
        .with("vision_model_output.last_hidden_state", seen.last())
        .with("vision_model_output.pooler_output", seen.pooled());
  }

  @Override
  public Projection attentionOutput(int layer) {
    return text.attentionOutput(layer);
  }

  @Override
  public Projection attentionOutput(Part part, int layer) {
    return (part == Part.VISION ? vision : text).attentionOutput(layer);
  }

  /// The tower for pictures with classes of the mean patch.
  private static Net pictures(Settings s, int labels, Params at) {
    var tower = ClipTower.of(s.inside("vision_config"), true, Part.WHOLE, at);
    var c = tower.config;
    var out = new Linear(at.asHead().in("classifier"), c.hidden(), labels, c.narrow());
    return new ClipNet(
        tower,
        read -> Output.of("logits", out.forward(ContrastiveKernels.meanAfterFirst(read.last()))));
  }
}

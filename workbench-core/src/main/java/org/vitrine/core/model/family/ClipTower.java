package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Convolution;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PreNormLayer;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;
import org.vitrine.core.tensor.ContrastiveKernels;
import org.vitrine.core.tensor.ImageKernels;
import org.vitrine.core.tensor.Kernels;

/// One of CLIP's two towers: a causal transformer over a text, pooled where it ends, or one over the patches of a picture,
/// pooled at a learnt token.
abstract sealed class ClipTower permits ClipTower.Text, ClipTower.Vision {
  static final Family TEXT =
      tower("clip_text_model", "CLIPText", false)
          .optionalPrefix("text_model.")
          .reading("input_ids", "attention_mask", "position_ids")
          .ignoring(
              "embeddings\\.position_ids",
              "vision_model\\..*",
              "visual_projection\\..*",
              "logit_scale");
  static final Family VISION =
      tower("clip_vision_model", "CLIPVision", true)
          .optionalPrefix("vision_model.")
          .reading("pixel_values")
          .ignoring(
              "embeddings\\.position_ids",
              "text_model\\..*",
              "text_projection\\..*",
              "logit_scale");

  private static Family tower(String name, String stem, boolean pictures) {
    return Family.of(
            name,
            stem,
            (s, json) -> (pictures ? ClipConfig.vision(s) : ClipConfig.text(s)).facts(json),
            (s, kind, _, at) -> ClipNet.alone(s, kind, pictures, at),
            Head.PROJECTION)
        .architecture(Head.PROJECTION, stem + "ModelWithProjection")
        .readingOnly();
  }

  /// @param last [B, T, d]; @param pooled [B, d]
  record Read(NDArray last, NDArray pooled) {}

  final ClipConfig config;
  private final EncoderLayers layers;

  private ClipTower(ClipConfig c, Part part, Params at) {
    config = c;
    layers =
        new EncoderLayers(
            part, at.in("encoder.layers").each(c.layers(), in -> step(c, part, in)), 1);
  }

  private static EncoderLayers.Step step(ClipConfig c, Part part, Params at) {
    int hidden = c.hidden();
    var own = at.in("self_attn");
    double deep = c.narrow() / Math.sqrt(2.0 * c.layers());
    var attention =
        new SelfAttention(
            new Linear(own.in("q_proj"), hidden, hidden, deep),
            new Linear(own.in("k_proj"), hidden, hidden, deep),
            new Linear(own.in("v_proj"), hidden, hidden, deep),
            new Linear(own.in("out_proj"), hidden, hidden, c.narrow()));
    var whole = new Dropout(0);
    var layer =
        new PreNormLayer(
            new LayerNorm(at.in("layer_norm1"), hidden, c.epsilon()),
            attention,
            whole,
            new LayerNorm(at.in("layer_norm2"), hidden, c.epsilon()),
            new FeedForward(
                new Linear(
                    at.in("mlp.fc1"), hidden, c.inner(), c.factor() / Math.sqrt(2.0 * hidden)),
                c.activation(),
                new Linear(at.in("mlp.fc2"), c.inner(), hidden, deep)),
            whole);
    double scale = 1 / Math.sqrt((double) hidden / c.heads());
    var core = new Attention(part, at.layer(), c.heads(), c.attentionDropout(), scale);
    return new EncoderLayers.Step(layer, core, ScoreBias.NONE);
  }

  abstract Read forward(Batch batch, Pass pass);

  final NDArray through(NDArray x, Mask mask, Pass pass) {
    return layers.forward(x, mask, pass);
  }

  final Net.Projection attentionOutput(int layer) {
    return layers.attentionOutput(layer);
  }

  static final class Text extends ClipTower {
    private final Embedding words, places;
    private final LayerNorm norm;

    Text(ClipConfig c, Part part, Params at) {
      super(c, part, at);
      var table = at.in("embeddings");
      double spread = c.factor() * 0.02;
      words = new Embedding(table.in("token_embedding"), c.vocab(), c.hidden(), spread);
      places = new Embedding(table.in("position_embedding"), c.places(), c.hidden(), spread);
      norm = new LayerNorm(at.in("final_layer_norm"), c.hidden(), c.epsilon());
    }

    @Override
    Read forward(Batch batch, Pass pass) {
      var ids = batch.inputIds();
      var told = batch.positionIds();
      var x = pass.words(words.forward(ids));
      x = Kernels.add(x, places.forward(told == null ? Kernels.positions(ids, 0) : told));
      x = norm.forward(through(x, Mask.causal(batch.padding(), batch.length()), pass));
      var end = ContrastiveKernels.firstOf(ids, config.end()); // [B]
      return new Read(x, Kernels.rowsAt(x, end));
    }
  }

  static final class Vision extends ClipTower {
    private final Param token;
    private final Convolution patches;
    private final Embedding places;
    private final LayerNorm before, after;

    Vision(ClipConfig c, Part part, Params at) {
      super(c, part, at);
      var table = at.in("embeddings");
      double spread = c.spread() * c.factor();
      token = table.declare("class_embedding", Param.Start.normal(c.narrow()), c.hidden());
      patches =
          new Convolution(
              table.in("patch_embedding"),
              c.channels(),
              c.hidden(),
              Convolution.Form.patches(c.patch(), c.patch()),
              false,
              spread);
      places = new Embedding(table.in("position_embedding"), c.places(), c.hidden(), spread);
      before = new LayerNorm(at.in("pre_layrnorm"), c.hidden(), c.epsilon());
      after = new LayerNorm(at.in("post_layernorm"), c.hidden(), c.epsilon());
    }

    @Override
    Read forward(Batch batch, Pass pass) {
      var image = new int[] {config.image(), config.image()};
      var pixels = VitEncoder.checked(batch.pixelValues(), config.channels(), image);
      var x = ImageKernels.tokens(patches.forward(pixels)); // [B, patches, d]
      x = ImageKernels.before(x, token.array().reshape(1, 1, config.hidden()));
      x = before.forward(Kernels.add(x, places.weight().array()));
      x = through(x, new Mask(null, null, false), pass);
      return new Read(x, after.forward(Kernels.firstToken(x)));
    }
  }

  /// The tower of a kind.
  static ClipTower of(@Nullable Settings s, boolean pictures, Part part, Params at) {
    var settings = s == null ? Settings.empty() : s;
    return pictures
        ? new Vision(ClipConfig.vision(settings), part, at.in("vision_model"))
        : new Text(ClipConfig.text(settings), part, at.in("text_model"));
  }
}

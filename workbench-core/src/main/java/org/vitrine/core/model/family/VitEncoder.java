package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.nn.Convolution;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PreNormLayer;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;
import org.vitrine.core.tensor.ImageKernels;
import org.vitrine.core.tensor.Kernels;

/// The pre-norm encoder of ViT and DeiT: patches of a picture as tokens, and learnt tokens before them.
final class VitEncoder implements Encoder.Body {
  private static final Mask NOTHING_HIDDEN = new Mask(null, null, false);

  private final VitConfig config;
  private final Convolution patches;
  private final List<Param> tokens = new ArrayList<>();
  private final Param places;
  private final Dropout dropout;
  private final EncoderLayers layers;
  private final LayerNorm norm;

  /// @param tokens names of the learnt ones, in their order
  VitEncoder(VitConfig c, Params at, String... tokens) {
    config = c;
    var table = at.in("embeddings");
    var start = Param.Start.normal(c.spread());
    for (var name : tokens) this.tokens.add(table.declare(name, start, 1, 1, c.hidden()));
    places =
        table.declare("position_embeddings", start, 1, c.patches() + tokens.length, c.hidden());
    patches =
        new Convolution(
            table.in("patch_embeddings.projection"),
            c.channels(),
            c.hidden(),
            c.form(),
            true,
            c.spread());
    dropout = new Dropout(c.dropout());
    layers = new EncoderLayers(at.in("encoder.layer").each(c.layers(), in -> step(c, in)), 1);
    norm = new LayerNorm(at.in("layernorm"), c.hidden(), c.epsilon());
  }

  private static EncoderLayers.Step step(VitConfig c, Params at) {
    var own = at.in("attention.attention");
    int hidden = c.hidden();
    var attention =
        new SelfAttention(
            Linear.of(own.in("query"), hidden, hidden, c.spread(), c.biased()),
            Linear.of(own.in("key"), hidden, hidden, c.spread(), c.biased()),
            Linear.of(own.in("value"), hidden, hidden, c.spread(), c.biased()),
            new Linear(at.in("attention.output.dense"), hidden, hidden, c.spread()));
    var dropout = new Dropout(c.dropout());
    var layer =
        new PreNormLayer(
            new LayerNorm(at.in("layernorm_before"), hidden, c.epsilon()),
            attention,
            dropout,
            new LayerNorm(at.in("layernorm_after"), hidden, c.epsilon()),
            new FeedForward(
                new Linear(at.in("intermediate.dense"), hidden, c.inner(), c.spread()),
                c.activation(),
                new Linear(at.in("output.dense"), c.inner(), hidden, c.spread())),
            dropout);
    return new EncoderLayers.Step(layer, c.attention(at.layer()), ScoreBias.NONE);
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    var pixels = checked(batch.pixelValues(), config.channels(), config.image());
    var x = pass.words(ImageKernels.tokens(patches.forward(pixels))); // [B, patches, d]
    for (int i = tokens.size() - 1; i >= 0; i--) {
      x = ImageKernels.before(x, tokens.get(i).array());
    }
    x = dropout.forward(Kernels.add(x, places.array()), pass);
    return norm.forward(layers.forward(x, NOTHING_HIDDEN, pass));
  }

  /// Positions are learnt for one size.
  static NDArray checked(NDArray pixels, int channels, int[] image) {
    var shape = pixels.getShape();
    if (shape.dimension() != 4
        || shape.get(1) != channels
        || shape.get(2) != image[0]
        || shape.get(3) != image[1]) {
      var wanted = "(B, " + channels + ", " + image[0] + ", " + image[1] + ")";
      throw new Problem("model.input_shape", "pixel_values", shape, wanted);
    }
    return pixels;
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return layers.attentionOutput(layer);
  }
}

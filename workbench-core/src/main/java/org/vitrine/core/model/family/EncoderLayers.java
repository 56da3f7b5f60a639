package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.EncoderLayer;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.ScoreBias;

/// Layers one after another.
///
/// @param part of the model that they stand in
/// @param shown every how many layers a hidden state is shown
record EncoderLayers(Part part, List<Step> steps, int shown) {
  EncoderLayers(List<Step> steps, int shown) {
    this(Part.WHOLE, steps, shown);
  }

  /// A layer at its place in the order; the same weights may stand at several places.
  record Step(EncoderLayer layer, Attention attention, ScoreBias bias) {
    NDArray forward(NDArray x, Mask mask, Pass pass) {
      return layer.forward(x, attention, bias, mask, pass);
    }
  }

  /// [B, T, d] to [B, T, d], or to as many tokens as the pass reads: a layer costs most after its attention, and nobody
  /// asks what the last one makes of the others. Notes hidden states, the first of them `x` itself.
  NDArray forward(NDArray x, Batch batch, Pass pass) {
    return forward(x, Mask.ofPadding(batch.padding()), pass);
  }

  NDArray forward(NDArray x, Mask mask, Pass pass) {
    pass.hidden(part, x);
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var seen =
          i == steps.size() - 1 && step.bias == ScoreBias.NONE ? mask.asking(pass.read()) : mask;
      x = pass.layer(x, in -> step.forward(in, seen, pass));
      if ((i + 1) % shown == 0) pass.hidden(part, x);
    }
    return x;
  }

  Net.Projection attentionOutput(int layer) {
    return new Net.Projection(steps.get(layer).layer().attention().output().weight(), false);
  }
}

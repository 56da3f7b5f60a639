package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// A convolution over neighbouring tokens of the embeddings, added to what the first layer gives.
final class DebertaConvolution {
  private final Param weight, bias;
  private final int groups;
  private final Activation activation;
  private final LayerNorm norm;
  private final Dropout dropout;

  DebertaConvolution(DebertaConfig c, DebertaConfig.Convolution how, Params at) {
    long hidden = c.hidden();
    groups = how.groups();
    activation = how.activation();
    var own = at.in("conv");
    double deviation = 1 / Math.sqrt(3.0 * hidden / groups * how.width()); // as torch draws them
    weight =
        own.declare("weight", Param.Start.normal(deviation), hidden, hidden / groups, how.width());
    bias = own.declare("bias", Param.Start.ZEROS, hidden);
    norm = new LayerNorm(at.in("LayerNorm"), hidden, c.epsilon());
    dropout = new Dropout(c.dropout());
  }

  /// @param x the embeddings; @param y the first layer's output
  NDArray forward(NDArray x, NDArray y, Batch batch, Pass pass) {
    var mask = batch.attentionMask();
    var around = Kernels.convolve(x, weight.array(), bias.array(), groups);
    var out = activation.forward(dropout.forward(Kernels.maskRows(around, mask), pass));
    return Kernels.maskRows(norm.forward(Kernels.add(y, out)), mask);
  }
}

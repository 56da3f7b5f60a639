package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// Attention, then feed-forward; each reads a normalised input and adds to the input itself, so that gradients pass the
/// layer unhindered: Xiong et al. 2020, arXiv:2002.04745.
public record PreNormLayer(
    LayerNorm attentionNorm,
    SelfAttention attention,
    Dropout attentionDropout,
    LayerNorm norm,
    FeedForward feedForward,
    Dropout dropout)
    implements EncoderLayer {

  @Override
  public NDArray forward(NDArray x, Attention core, ScoreBias bias, Mask mask, Pass pass) {
    var a = attention.forward(attentionNorm.forward(x), core, bias, mask, pass);
    x = Kernels.add(mask.asked(x), attentionDropout.forward(a, pass));
    return Kernels.add(x, dropout.forward(feedForward.forward(norm.forward(x)), pass));
  }
}

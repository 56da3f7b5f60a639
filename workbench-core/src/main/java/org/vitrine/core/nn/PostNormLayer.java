package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// The layer of the first transformer: attention, then feed-forward; each adds to its input and is normalised after.
/// Vaswani et al. 2017, arXiv:1706.03762.
public record PostNormLayer(
    SelfAttention attention,
    Dropout attentionDropout,
    LayerNorm attentionNorm,
    FeedForward feedForward,
    Dropout dropout,
    LayerNorm norm)
    implements EncoderLayer {

  @Override
  public NDArray forward(NDArray x, Attention core, ScoreBias bias, Mask mask, Pass pass) {
    var a = attentionDropout.forward(attention.forward(x, core, bias, mask, pass), pass);
    x = attentionNorm.forward(Kernels.add(mask.asked(x), a));
    return norm.forward(Kernels.add(x, dropout.forward(feedForward.forward(x), pass)));
  }
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vitrine.core.tensor.ImageKernels;

/// Normalisation of each channel over a batch, with running statistics for evaluation: Ioffe, Szegedy 2015,
/// arXiv:1502.03167.
public final class BatchNorm {
  private final Param weight, bias, mean, variance, batches;
  private final double epsilon, momentum;

  /// @param momentum share of a new batch in the running statistics
  public BatchNorm(Params at, int channels, double epsilon, double momentum) {
    weight = at.declareNorm("weight", Param.Start.ONES, channels);
    bias = at.declareNorm("bias", Param.Start.ZEROS, channels);
    mean = at.declareStatistic("running_mean", Param.Start.ZEROS, channels);
    variance = at.declareStatistic("running_var", Param.Start.ONES, channels);
    batches = at.declareCounter("num_batches_tracked");
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  /// [B, channels, H, W].
  public NDArray forward(NDArray x, Pass pass) {
    var statistics = List.of(mean.array(), variance.array(), batches.array());
    return ImageKernels.batchNorm(
        x, weight.array(), bias.array(), statistics, pass.training(), momentum, epsilon);
  }
}

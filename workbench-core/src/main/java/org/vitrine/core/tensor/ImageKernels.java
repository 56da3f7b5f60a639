package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of the TorchScript text on maps [B, channels, height, width].
public final class ImageKernels {
  private ImageKernels() {}

  /// On processors the windows are laid out as rows of a matrix: the engine's own way (oneDNN) gave wrong results and
  /// gradients for some numbers of channels, other ones from process to process, on both versions of libtorch.
  ///
  /// @param weight [out, in / groups, h, w]; @param bias [out]
  public static NDArray convolution(
      NDArray x, NDArray weight, @Nullable NDArray bias, long[] stride, int padding, int groups) {
    int code = Precision.current().code();
    return Kernels.array("conv2d", x, weight, bias, stride, padding, groups, code);
  }

  /// Each channel to mean 0 and deviation 1, then scaled. Training measures the batch and, in place, moves the running
  /// statistics towards it: Ioffe, Szegedy 2015, arXiv:1502.03167.
  ///
  /// @param statistics running mean, running variance, batches counted
  public static NDArray batchNorm(
      NDArray x,
      NDArray weight,
      NDArray bias,
      List<NDArray> statistics,
      boolean training,
      double momentum,
      double epsilon) {
    return Kernels.array(
        "batch_norm",
        x,
        weight,
        bias,
        statistics.get(0),
        statistics.get(1),
        statistics.get(2),
        training,
        momentum,
        epsilon);
  }

  public static NDArray maxPool(NDArray x, int size, int stride, int padding) {
    return Kernels.array("max_pool", x, size, stride, padding);
  }

  /// Means over size x size equal parts: [B, C, size, size].
  public static NDArray adaptivePool(NDArray x, int size) {
    return Kernels.array("adaptive_pool", x, size);
  }

  /// The mean of each map: [B, C].
  public static NDArray mean(NDArray x) {
    return Kernels.array("mean_map", x);
  }

  /// [B, C · H · W].
  public static NDArray flat(NDArray x) {
    return Kernels.array("flat_map", x);
  }

  /// Every `stride`-th pixel, with empty channels before and after.
  public static NDArray thinned(NDArray x, int stride, int before, int after) {
    return Kernels.array("thinned", x, stride, before, after);
  }

  /// [B, C, H, W] as [B, H · W, C], row by row.
  public static NDArray tokens(NDArray x) {
    return Kernels.array("map_tokens", x);
  }

  /// Tokens [1, n, d], the same for all pictures, before those of each, [B, T, d].
  public static NDArray before(NDArray x, NDArray tokens) {
    return Kernels.array("tokens_before", x, tokens);
  }
}

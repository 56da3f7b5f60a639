package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/// Functions of the TorchScript text on maps [B, channels, height, width].
public final class ImageKernels {
  private ImageKernels() {}

  /// @param weight [out, in / groups, h, w]; @param bias [out]
  public static NDArray convolution(
      NDArray x, NDArray weight, @Nullable NDArray bias, long[] stride, int padding, int groups) {
    int code = Precision.current().code();
    return Kernels.array("conv2d", x, weight, bias, stride, padding, groups, code);
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

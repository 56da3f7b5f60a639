package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;

/// Functions of the TorchScript text that hold vectors of texts against vectors of pictures.
public final class ContrastiveKernels {
  private ContrastiveKernels() {}

  /// Rows of length 1.
  public static NDArray unit(NDArray x) {
    return Kernels.array("unit_rows", x);
  }

  /// Cosines of unit rows [N, d] and [M, d], times e to the power `logScale`: [N, M].
  public static NDArray similarities(NDArray x, NDArray y, NDArray logScale) {
    return Kernels.array("similarities", x, y, logScale);
  }

  public static NDArray transposed(NDArray x) {
    return Kernels.array("transposed", x);
  }

  /// N times the mean of both cross entropies, where row i belongs to column i.
  public static NDArray lossSum(NDArray similarities) {
    return Kernels.array("contrastive_sum", similarities);
  }

  /// The first place of an id in each row; of the largest id for −1: [B].
  public static NDArray firstOf(NDArray ids, long wanted) {
    return Kernels.array("first_of", ids, wanted);
  }

  /// The mean over all tokens but the first: [B, d].
  public static NDArray meanAfterFirst(NDArray x) {
    return Kernels.array("mean_after_first", x);
  }
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// Division by the root of the mean square of the last axis, then a factor a feature: Zhang, Sennrich 2019,
/// arXiv:1910.07467.
public final class RmsNorm {
  private final Param weight;
  private final double epsilon;
  private final double centre;

  private RmsNorm(Params at, long width, double epsilon, double centre) {
    weight = at.declareNorm("weight", new Param.Start(1 - centre, 0, -1), width);
    this.epsilon = epsilon;
    this.centre = centre;
  }

  public RmsNorm(Params at, long width, double epsilon) {
    this(at, width, epsilon, 0);
  }

  /// With factors stored as their distance from one, as Gemma does.
  public static RmsNorm aroundOne(Params at, long width, double epsilon) {
    return new RmsNorm(at, width, epsilon, 1);
  }

  public NDArray forward(NDArray x) {
    return Kernels.rmsNorm(x, weight.array(), epsilon, centre);
  }
}

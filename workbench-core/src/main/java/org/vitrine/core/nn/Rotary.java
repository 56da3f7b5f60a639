package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.AttentionKernels;
import org.vitrine.core.tensor.Kernels;

/// Rotary positions: each pair of features of a query or key is turned by an angle that grows with its position, so that
/// scores depend on distances alone: Su et al. 2021, arXiv:2104.09864. Feature i makes a pair with i + width / 2.
///
/// Everything is float32 and in the order of the reference, whose rounding shows at far positions.
public final class Rotary {
  /// For decoders that have positions of another kind.
  public static final Rotary NONE = new Rotary(0, 1, new RotaryScaling.Plain());

  private final int width;
  private final double theta;
  private final RotaryScaling scaling;
  private float @Nullable [] fixed;

  /// @param width features of a head that are turned, even; those after them stay
  /// @param theta slowness of the slowest pair
  public Rotary(int width, double theta, RotaryScaling scaling) {
    this.width = width;
    this.theta = theta;
    this.scaling = scaling;
  }

  /// Cosines and sines of a batch, both [B or 1, 1, T, width]; null where nothing is turned.
  public record Angles(@Nullable NDArray cos, @Nullable NDArray sin) {
    /// [B, H, T, dh], turned.
    public NDArray rotate(NDArray x) {
      return cos == null || sin == null ? x : AttentionKernels.rotate(x, cos, sin);
    }
  }

  /// The angles at `positions` [B or 1, T], int64; they live as long as these.
  public Angles at(NDArray positions) {
    if (width == 0) return new Angles(null, null);
    long length = scaling.grows() ? Kernels.largest(positions) + 1 : 0;
    var turns = positions.getManager().create(frequencies(length), new Shape(width / 2));
    var both = AttentionKernels.angles(positions, turns, scaling.factor());
    return new Angles(both.get(0), both.get(1));
  }

  /// Radians a position, [width / 2].
  ///
  /// @param length of the text, for scalings that grow with it
  public float[] frequencies(long length) {
    if (scaling.grows()) return scaling.frequencies(width, theta, length);
    var known = fixed;
    if (known == null) fixed = known = scaling.frequencies(width, theta, 0);
    return known;
  }
}

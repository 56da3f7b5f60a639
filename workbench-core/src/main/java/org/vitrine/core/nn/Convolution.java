package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.ImageKernels;

/// Filters that slide over maps: weight [out, in / groups, height, width].
public final class Convolution {
  private final Param weight;
  private final @Nullable Param bias;
  private final Form form;

  /// How filters move.
  ///
  /// @param height of a filter; @param width of a filter; @param strideHeight and `strideWidth` between its places
  /// @param padding zeros around a map
  /// @param groups parts of the channels that see nothing of one another
  public record Form(
      int height, int width, int strideHeight, int strideWidth, int padding, int groups) {
    /// Square filters over all channels.
    public static Form square(int size, int stride, int padding) {
      return new Form(size, size, stride, stride, padding, 1);
    }

    /// The same in groups.
    public Form in(int groups) {
      return new Form(height, width, strideHeight, strideWidth, padding, groups);
    }

    /// Places that touch one another and do not overlap.
    public static Form patches(int height, int width) {
      return new Form(height, width, height, width, 0, 1);
    }
  }

  /// @param deviation of fresh weights
  public Convolution(Params at, int in, int out, Form form, boolean biased, double deviation) {
    weight =
        at.declare(
            "weight",
            Param.Start.normal(deviation),
            out,
            in / form.groups,
            form.height,
            form.width);
    bias = biased ? at.declare("bias", Param.Start.ZEROS, out) : null;
    this.form = form;
  }

  /// Fresh weights that keep the size of what goes backward: He et al. 2015, arXiv:1502.01852.
  public static Convolution he(Params at, int in, int out, Form form, boolean biased) {
    double fan = (double) out / form.groups * form.height * form.width;
    return new Convolution(at, in, out, form, biased, Math.sqrt(2 / fan));
  }

  /// [B, in, H, W] to [B, out, H', W'].
  public NDArray forward(NDArray x) {
    return ImageKernels.convolution(
        x,
        weight.array(),
        bias == null ? null : bias.array(),
        new long[] {form.strideHeight, form.strideWidth},
        form.padding,
        form.groups);
  }
}

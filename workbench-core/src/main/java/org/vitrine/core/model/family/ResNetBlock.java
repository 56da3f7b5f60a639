package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.BatchNorm;
import org.vitrine.core.nn.Convolution;
import org.vitrine.core.nn.Convolution.Form;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.ImageKernels;
import org.vitrine.core.tensor.Kernels;

/// Two or three convolutions whose result is added to what they read.
final class ResNetBlock {
  private record Filters(Convolution filters, BatchNorm norm) {
    NDArray forward(NDArray x, Pass pass) {
      return norm.forward(filters.forward(x), pass);
    }
  }

  private final List<Filters> filters = new ArrayList<>();
  private final @Nullable Filters projection;
  private final int stride, empty;

  /// @param read channels of the input
  ResNetBlock(ResNetConfig c, Params at, int read, int stage, int stride) {
    int inner = c.inner(stage), outer = c.outer(stage);
    this.stride = stride;
    boolean differs = stride != 1 || read != outer;
    empty = outer - read;
    if (c.bottleneck()) {
      add(c, at, read, inner, Form.square(1, 1, 0));
      add(c, at, inner, inner, Form.square(3, stride, 1).in(c.groups()));
      add(c, at, inner, outer, Form.square(1, 1, 0));
    } else {
      add(c, at, read, inner, Form.square(3, stride, 1));
      add(c, at, inner, outer, Form.square(3, 1, 1));
    }
    projection =
        differs && !c.padded()
            ? new Filters(
                Convolution.he(
                    at.in("downsample.0"), read, outer, Form.square(1, stride, 0), false),
                c.norm(at.in("downsample.1"), outer))
            : null;
  }

  private void add(ResNetConfig c, Params at, int in, int out, Form form) {
    int number = filters.size() + 1;
    filters.add(
        new Filters(
            Convolution.he(at.in("conv" + number), in, out, form, false),
            c.norm(at.in("bn" + number), out)));
  }

  NDArray forward(NDArray x, Pass pass) {
    var y = x;
    for (int i = 0; i < filters.size(); i++) {
      y = filters.get(i).forward(y, pass);
      if (i < filters.size() - 1) y = Activation.RELU.forward(y);
    }
    return Activation.RELU.forward(Kernels.add(y, shortcut(x, pass)));
  }

  /// The input, brought to the size of the result.
  private NDArray shortcut(NDArray x, Pass pass) {
    if (projection != null) return projection.forward(x, pass);
    if (stride == 1 && empty == 0) return x;
    return ImageKernels.thinned(x, stride, empty / 2, empty - empty / 2);
  }
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;

/// A row of a table for each id. The padding row starts at zero and gets no gradient.
public final class Embedding {
  private final Param weight;
  private final long padding;

  /// @param padding row of padding, -1 for none
  public Embedding(Params at, long rows, long width, long padding, double deviation) {
    this.padding = padding >= rows ? -1 : padding;
    weight = at.declare("weight", new Param.Start(0, deviation, this.padding), rows, width);
  }

  public Embedding(Params at, long rows, long width, double deviation) {
    this(at, rows, width, -1, deviation);
  }

  /// [.., ] of ids to [.., width].
  public NDArray forward(NDArray ids) {
    return Kernels.embedding(ids, weight.array(), padding);
  }

  public Param weight() {
    return weight;
  }
}

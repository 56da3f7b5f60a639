package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RelativeKernels;

/// A learned vector for each distance, multiplied with queries: Shaw et al. 2018, arXiv:1803.02155; or with queries and
/// keys: Huang et al. 2020, arXiv:2009.13658, method 4.
public final class RelativeKeys implements ScoreBias {
  private final Param table;
  private final int places;
  private final boolean withKeys;
  private final double scale;

  /// @param places longest input; @param width of a head; @param scale of the scores
  public RelativeKeys(
      Params at, int places, int width, boolean withKeys, double scale, double deviation) {
    table = at.declare("weight", Param.Start.normal(deviation), 2L * places - 1, width);
    this.places = places;
    this.withKeys = withKeys;
    this.scale = scale;
  }

  @Override
  public Mask on(Mask mask, NDArray q, NDArray k) {
    long queries = q.getShape().get(2), keys = k.getShape().get(2);
    var at = RelativeKernels.places(q, queries, keys, places - 1L, 2L * places - 2);
    var bias = RelativeKernels.ofQueries(q, table.array(), at, scale);
    if (withKeys) bias = Kernels.add(bias, RelativeKernels.ofKeys(k, table.array(), at, scale));
    return mask.plus(bias);
  }
}

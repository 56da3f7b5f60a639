package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.tensor.AttentionKernels;

/// A bias for each head by how far a key lies from its query, in buckets that grow wider with the distance: Raffel et al.
/// 2019, arXiv:1910.10683. All layers share one table.
public final class RelativePositions {
  private final Param table;
  private final boolean both;
  private final int longest;

  /// @param both whether keys after a query have buckets of their own
  /// @param longest from which distance on all keys share a bucket
  public RelativePositions(
      Params at, int buckets, int heads, boolean both, int longest, double spread) {
    table =
        at.in("relative_attention_bias")
            .declare("weight", Param.Start.normal(spread), buckets, heads);
    this.both = both;
    this.longest = longest;
  }

  /// [1, H, Tq, Tk]; the queries are the last so many of the keys' positions.
  ///
  /// @param x any array of the scope in which the bias is to live
  public NDArray bias(NDArray x, long queries, long keys) {
    return AttentionKernels.distanceBias(x, table.array(), queries, keys, both, longest);
  }
}

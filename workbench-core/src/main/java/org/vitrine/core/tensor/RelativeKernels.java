package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;

/// Scores that depend on how far a key stands from its query: a table of vectors, a row of it for each pair, and products
/// of queries or keys with these rows.
public final class RelativeKernels {
  private RelativeKernels() {}

  /// Row i − j + `zero` for query i and key j, within 0 .. `most`: [queries, keys].
  ///
  /// @param like whose device it is on
  public static NDArray places(NDArray like, long queries, long keys, long zero, long most) {
    return Kernels.array("relative_places", like, queries, keys, zero, most);
  }

  /// DeBERTa's rows: distances one by one up to half of `buckets`, then logarithmically up to `farthest`, around `span`,
  /// within 0 .. 2 · span − 1: [length, length].
  ///
  /// @param buckets 0 for distances one by one
  /// @see <a href="https://arxiv.org/abs/2006.03654">He et al. 2020</a>
  public static NDArray buckets(NDArray like, long length, long buckets, long farthest, long span) {
    return Kernels.array("bucket_places", like, length, buckets, farthest, span);
  }

  /// For each pair the product of the query with its row, times `scale`: [B, H, Tq, Tk], float32.
  ///
  /// @param q [B, H, Tq, dh]; @param table [R, dh] or [1 or B, H, R, dh]; @param at rows, broadcast to [B, H, Tq, Tk]
  public static NDArray ofQueries(NDArray q, NDArray table, NDArray at, double scale) {
    int type = Precision.current().code();
    return Kernels.array("relative_scores", q, table, at, false, scale, type);
  }

  /// The same with keys `k` [B, H, Tk, dh].
  public static NDArray ofKeys(NDArray k, NDArray table, NDArray at, double scale) {
    int type = Precision.current().code();
    return Kernels.array("relative_scores", k, table, at, true, scale, type);
  }
}

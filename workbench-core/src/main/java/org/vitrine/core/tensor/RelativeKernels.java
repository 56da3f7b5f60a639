package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

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

  /// XLNet's masks: which keys each query sees, [B, 1, T, T], boolean.
  ///
  /// @param mask [B, T], 0 at padding; @param hidden [B, T, T], above 0 where a key is hidden
  /// @param oneWay no key after its query; @param alone and none before it
  public static NDArray visible(
      NDArray mask, @Nullable NDArray hidden, boolean oneWay, boolean alone) {
    return Kernels.array("permuted_visible", mask, hidden, oneWay, alone);
  }

  /// The same, and every query sees itself.
  public static NDArray orItself(NDArray visible) {
    return Kernels.array("or_itself", visible);
  }

  /// 1 where query and key have other types [B, T], 0 where the same: [B, 1, T, T].
  public static NDArray differ(NDArray types) {
    return Kernels.array("types_differ", types);
  }

  /// Sines, then cosines, of each distance 1 − `length` .. `length` − 1: [1, 2 · length − 1, width].
  ///
  /// @param most farthest distance that is told apart, 0 for any
  /// @param both whether the second half of the batch counts the other way: [B, .., ..]
  public static NDArray distances(NDArray like, long length, long width, long most, boolean both) {
    return Kernels.array("distance_waves", like, length, width, most, both);
  }

  /// [.., d] times `weight` [d, H, dh]: [.., H·dh].
  public static NDArray project(NDArray x, NDArray weight) {
    return Kernels.array("project", x, weight, Precision.current().code());
  }

  /// [.., H·dh] times the transpose of `weight` [d, H, dh]: [.., d].
  public static NDArray projectBack(NDArray x, NDArray weight) {
    return Kernels.array("project_back", x, weight, Precision.current().code());
  }

  /// [B, H, T, dh] plus `bias` [H, dh].
  public static NDArray addToHeads(NDArray x, NDArray bias) {
    return Kernels.array("add_to_heads", x, bias);
  }

  /// A weight [R, H, dh] as [1, H, R, dh], with a handle that lives as long as the activation `x`.
  public static NDArray headsFirst(NDArray x, NDArray weight) {
    return Kernels.array("heads_first", x, weight);
  }

  /// Questions [B, P, d] at the places that `targets` [B, P, T] names, zeros elsewhere: [B, T, d].
  public static NDArray placed(NDArray x, NDArray targets) {
    return Kernels.array("placed", x, targets);
  }

  /// [B, T, d] at the places that `targets` [B, P, T] names: [B, P, d].
  public static NDArray fetched(NDArray x, NDArray targets) {
    return Kernels.array("fetched", x, targets);
  }
}

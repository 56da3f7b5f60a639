package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Masks and attention: the kernels that only `nn.Mask` and `nn.Attention` need.
public final class AttentionKernels {
  private AttentionKernels() {}

  /// Whether no entry of `mask` is 0.
  public static boolean isFull(NDArray mask) {
    return Kernels.bridge().number("is_full", mask) != 0;
  }

  /// [B, Tk] with 0 at padding as what may be seen: [B, 1, 1, Tk], boolean.
  public static NDArray paddingVisible(NDArray mask) {
    return Kernels.array("padding_visible", mask);
  }

  /// As [#paddingVisible], and no key after its query: [B, 1, Tq, Tk]; the queries are the last `queries` positions.
  ///
  /// @param window keys that a query sees at most, itself among them; 0 for all
  public static NDArray causalVisible(NDArray mask, long queries, long window) {
    return Kernels.array("causal_visible", mask, queries, window);
  }

  /// [B, T] with 0 at padding as which pairs are both no padding: [B, 1, T, T], boolean.
  public static NDArray pairsVisible(NDArray mask) {
    return Kernels.array("pairs_visible", mask);
  }

  /// 0 where visible and the lowest float elsewhere.
  public static NDArray additive(NDArray visible) {
    return Kernels.array("additive", visible);
  }

  /// 1 for a query that sees a key, 0 for one that sees nothing: [B, 1, Tq, 1].
  public static NDArray seeingRows(NDArray visible) {
    return Kernels.array("seeing_rows", visible);
  }

  /// `bias` [1 or B, 1 or H, Tq, Tk] and what a mask adds, in one array.
  ///
  /// @param causal whether keys after their query are hidden too
  public static NDArray maskPlus(NDArray bias, @Nullable NDArray added, boolean causal) {
    return Kernels.array("mask_plus", bias, added, causal);
  }

  /// Rows of `table` [buckets, H] by the distance of each key from each query, the last `queries` positions: [1, H, Tq, Tk].
  /// The result belongs to the scope of `x`.
  ///
  /// @param both whether keys after a query have buckets of their own; else they count as distance 0
  /// @param longest from which distance on all keys share a bucket
  public static NDArray distanceBias(
      NDArray x, NDArray table, long queries, long keys, boolean both, long longest) {
    return Kernels.array("distance_bias", x, table, queries, keys, both, longest);
  }

  /// A copy of `x` [B, H, T, dh] with space for `room` positions: [B, H, room, dh].
  public static NDArray roomy(NDArray x, long room) {
    return Kernels.array("cache_roomy", x, room);
  }

  /// Writes `x` [B, H, T, dh] into `buffer` from position `at` on, in place.
  public static void write(NDArray buffer, NDArray x, long at) {
    Kernels.bridge().run("cache_write", buffer, x, at);
  }

  /// The first `length` positions of `buffer`, without a copy; the handle lives as long as `owner`.
  public static NDArray read(NDArray owner, NDArray buffer, long length) {
    return Kernels.bridge().array(owner.getManager(), "cache_read", buffer, length);
  }

  /// Rows of `buffer` by number, copied.
  public static NDArray rows(NDArray buffer, NDArray index) {
    return Kernels.array("cache_rows", buffer, index);
  }

  /// What an attention gets besides queries, keys and values.
  ///
  /// @param mask added to the scores, broadcast to [B, H, Tq, Tk]
  /// @param rows 0 for queries that see nothing, broadcast to [B, H, Tq, 1]
  /// @param causal no key after its query; only where Tq = Tk
  /// @param dropout probability, 0 for none
  /// @param scale factor of the scores
  /// @param cap scores s become cap · tanh(s / cap); 0 for none
  /// @param keep 0 for heads that are cut out, 1 for others: [1, H, 1, 1]
  /// @param fill what stands in the place of heads cut out: [1, H, 1, dh]
  public record Terms(
      @Nullable NDArray mask,
      @Nullable NDArray rows,
      boolean causal,
      double dropout,
      double scale,
      double cap,
      @Nullable NDArray keep,
      @Nullable NDArray fill) {}

  /// Radians a position of rotary pairs, `theta`^(−2i / width): [width / 2].
  public static float[] frequencies(int width, double theta) {
    try (var scope = Scope.open()) {
      return Tensors.floats(
          Kernels.bridge().array(scope.manager(), "rotary_frequencies", width, theta));
    }
  }

  /// Cosines and sines, times `factor`, at `positions` [B, T]: both [B, 1, T, width].
  public static List<NDArray> angles(NDArray positions, NDArray frequencies, double factor) {
    return Kernels.arrays("rotary_angles", positions, frequencies, factor);
  }

  /// [B, H, T, dh] with its first features turned, as many as `cos` is wide.
  public static NDArray rotate(NDArray x, NDArray cos, NDArray sin) {
    return Kernels.array("rotate", x, cos, sin);
  }

  /// [B, G, T, dh] with each head as often in a row as makes `heads`.
  public static NDArray repeated(NDArray x, int heads) {
    return Kernels.array("repeat_heads", x, heads);
  }

  /// `q` [B, H, Tq, dh], `k` and `v` [B, G, Tk, dh] to [B, Tq, H·dh], with no map in memory unless scores are capped.
  public static NDArray fused(NDArray q, NDArray k, NDArray v, Terms t) {
    return Kernels.array("attend_fused", q, with(k, v, t));
  }

  /// The same numbers step by step; scores and map are float32 in any precision.
  ///
  /// @return the result [B, Tq, H·dh], the map before dropout [B, H, Tq, Tk], the heads' outputs [B, H, Tq, dh]
  public static List<NDArray> eager(NDArray q, NDArray k, NDArray v, Terms t) {
    return Kernels.arrays("attend_eager", q, with(k, v, t));
  }

  private static @Nullable Object[] with(NDArray k, NDArray v, Terms t) {
    int type = Precision.current().code();
    return new @Nullable Object[] {
      k, v, t.mask, t.rows, t.causal, t.dropout, t.scale, t.cap, t.keep, t.fill, type
    };
  }
}

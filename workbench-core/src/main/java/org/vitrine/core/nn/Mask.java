package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.AttentionKernels;
import org.vitrine.core.tensor.Kernels;

/// Which keys each query sees, in the form that attention adds to its scores.
///
/// @param added 0 where visible and the lowest float elsewhere, [B, 1, 1 or Tq, Tk], and a bias if there is one; null if
///     nothing beyond `causal` is hidden
/// @param rows 0 for queries that see nothing, whose attention is all zeros (METHODS 0); null if every query sees a key
/// @param causal no key after its query, and nothing else is hidden
/// @param biased whether `added` holds a bias, through which gradients may flow
/// @param asking how many queries are asked for, from the first on; 0 for all
public record Mask(
    @Nullable NDArray added, @Nullable NDArray rows, boolean causal, boolean biased, int asking) {

  public Mask(@Nullable NDArray added, @Nullable NDArray rows, boolean causal) {
    this(added, rows, causal, false, 0);
  }

  /// Every query sees every key that is no padding.
  public static Mask ofPadding(Padding padding) {
    if (padding.full()) return new Mask(null, null, false);
    return of(AttentionKernels.paddingVisible(padding.mask()), padding.seesFrom(keys(padding) - 1));
  }

  /// As [#ofPadding], and padding sees nothing.
  public static Mask ofPairs(Padding padding) {
    if (padding.full()) return new Mask(null, null, false);
    var visible = AttentionKernels.pairsVisible(padding.mask());
    return new Mask(
        AttentionKernels.additive(visible), AttentionKernels.seeingRows(visible), false);
  }

  /// What `visible` [B, 1, T, T] says. A query that sees nothing gets even weights, as XLNet's reference gives them: others
  /// see its state.
  public static Mask evenWhereBlind(NDArray visible) {
    return new Mask(AttentionKernels.additive(visible), null, false);
  }

  /// Every query sees itself and what came before, padding left out.
  ///
  /// @param padding of the keys; @param queries the last so many positions ask
  public static Mask causal(Padding padding, long queries) {
    return causal(padding, queries, 0);
  }

  /// As [#causal(Padding, long)], and no further back than `window` keys, the query's own among them; 0 for all.
  public static Mask causal(Padding padding, long queries, long window) {
    long keys = keys(padding);
    boolean near = window > 0 && window < keys;
    boolean plain = !near && padding.full();
    if (plain && queries == keys) return new Mask(null, null, true);
    if (plain && queries == 1) return new Mask(null, null, false);
    if (!near) {
      return of(
          AttentionKernels.causalVisible(padding.mask(), queries, 0),
          padding.seesFrom(keys - queries));
    }
    // Padding that lies a window away from the text sees nothing; the reference gives such rows
    // even weights, which reach
    // nobody but the padding's own logits.
    return new Mask(
        AttentionKernels.additive(AttentionKernels.causalVisible(padding.mask(), queries, window)),
        null,
        false);
  }

  private static long keys(Padding padding) {
    return padding.mask().getShape().get(1);
  }

  /// The same with a bias on the scores, after their scaling: relative positions, say. Gradients flow through it.
  ///
  /// A bias that depends on weights reaches a layer as what it shares with others, see [Pass#layer].
  ///
  /// @param bias [1 or B, 1 or H, Tq, Tk]
  public Mask plus(NDArray bias) {
    return new Mask(AttentionKernels.maskPlus(bias, added, causal), rows, false, true, 0);
  }

  /// The same for the first so many queries alone: what is visible must not depend on the query.
  public Mask asking(int queries) {
    return new Mask(added, rows, causal, biased, queries);
  }

  /// The rows of `x` [B, T, d] that ask: [B, T or fewer, d].
  NDArray asked(NDArray x) {
    return asking == 0 ? x : Kernels.stretch(x, 0, asking);
  }

  /// @param seeing whether it is known that every query sees a key; else the device is asked
  private static Mask of(NDArray visible, boolean seeing) {
    var added = AttentionKernels.additive(visible);
    if (seeing) return new Mask(added, null, false);
    var rows = AttentionKernels.seeingRows(visible);
    return new Mask(added, AttentionKernels.isFull(rows) ? null : rows, false);
  }
}

package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import org.vitrine.core.tensor.AttentionKernels;
import org.vitrine.core.tensor.AttentionKernels.Terms;
import org.vitrine.core.tensor.Kernels;

/// Scaled dot-product attention: Vaswani et al. 2017, arXiv:1706.03762. The only place that decides whether it runs
/// fused or step by step, that shows maps to whoever looks, that cuts heads out, and that adds the keys and values of what
/// was read before. All ways give the same numbers.
public final class Attention {
  private final Part part;
  private final int layer;
  private final int heads;
  private final int keyHeads;
  private final double dropout;
  private final double scale;
  private final double cap;

  /// @param layer place in the list of captured maps
  /// @param scale factor of the scores, usually 1 / √(head size)
  public Attention(int layer, int heads, double dropout, double scale) {
    this(layer, heads, heads, dropout, scale, 0);
  }

  /// @param keyHeads heads of keys and values, each for `heads / keyHeads` neighbouring queries: Ainslie et al. 2023,
  ///   arXiv:2305.13245
  /// @param cap scores s become cap · tanh(s / cap); 0 for none
  public Attention(int layer, int heads, int keyHeads, double dropout, double scale, double cap) {
    this(Part.WHOLE, layer, heads, keyHeads, dropout, scale, cap);
  }

  /// In one part of an encoder-decoder.
  public Attention(Part part, int layer, int heads, double dropout, double scale) {
    this(part, layer, heads, heads, dropout, scale, 0);
  }

  private Attention(
      Part part, int layer, int heads, int keyHeads, double dropout, double scale, double cap) {
    this.part = part;
    this.layer = layer;
    this.heads = heads;
    this.keyHeads = keyHeads;
    this.dropout = dropout;
    this.scale = scale;
    this.cap = cap;
  }

  /// [B, T, H·dh] as [B, H, T, dh].
  public NDArray split(NDArray x) {
    return Kernels.splitHeads(x, heads);
  }

  /// [B, T, G·dh] of keys or values as [B, G, T, dh].
  public NDArray splitKeys(NDArray x) {
    return Kernels.splitHeads(x, keyHeads);
  }

  /// Queries [B, H, Tq, dh], keys and values [B, G, Tk, dh] to [B, Tq, H·dh].
  public NDArray forward(NDArray q, NDArray k, NDArray v, Mask mask, Pass pass) {
    var terms = terms(q, mask, pass);
    var cache = pass.cache();
    if (cache != null && part.grows()) {
      var all = cache.append(layer, k, v);
      k = all.get(0); // [B, G, past + T, dh]
      v = all.get(1);
    }
    boolean looks = pass.looksAtHeads();
    if (!looks && !isStepwise(q, mask, pass)) return AttentionKernels.fused(q, k, v, terms);
    var seen = AttentionKernels.eager(q, k, v, terms); // context, map, outputs
    if (looks) pass.attention(part, seen.get(1), seen.get(2), AttentionKernels.repeated(v, heads));
    return seen.getFirst();
  }

  /// Keys and values of what every query reads alike, however long the text grows: made once and kept if the pass has a
  /// cache.
  ///
  /// @param make gives keys and values, [B, G, S, dh] each
  List<NDArray> fixed(Pass pass, Supplier<List<NDArray>> make) {
    var cache = pass.cache();
    return cache == null ? make.get() : cache.fixed(layer, make);
  }

  /// On processors no fused kernel hands gradients to a bias, and libtorch would choose another one for the forward of a
  /// layer that is computed again, whose last bits differ.
  private static boolean isStepwise(NDArray q, Mask mask, Pass pass) {
    return mask.biased() && pass.gradients() && !q.getDevice().isGpu();
  }

  private Terms terms(NDArray q, Mask mask, Pass pass) {
    double rate = pass.training() ? dropout : 0;
    var cut = pass.ablation();
    if (!cut.touches(part, layer)) {
      return new Terms(mask.added(), mask.rows(), mask.causal(), rate, scale, cap, null, null);
    }
    int width = (int) q.getShape().get(3);
    var manager = q.getManager();
    var keep = manager.create(cut.keep(part, layer, heads), new Shape(1, heads, 1, 1));
    var fill = manager.create(cut.fill(part, layer, heads, width), new Shape(1, heads, 1, width));
    return new Terms(mask.added(), mask.rows(), mask.causal(), rate, scale, cap, keep, fill);
  }
}

package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RelativeKernels;

/// A post-norm layer that scores words, distances and segments, each with a bias of its own on the queries. Both streams
/// lie one after the other in one array: content [B, T, d], then what is asked for [B, P, d].
final class XlNetLayer {
  /// What every layer sees alike.
  ///
  /// @param distances encoded [1 or B, R, d]; @param places its row for each pair [T, T]
  /// @param segments 1 where query and key belong to different ones, [B, 1, T, T]; null if there are none
  /// @param content mask of the content stream; @param query of the query stream
  /// @param targets [B, P, T]; null for one stream
  record Seen(
      int length,
      NDArray distances,
      NDArray places,
      @Nullable NDArray segments,
      Mask content,
      Mask query,
      @Nullable NDArray targets) {}

  /// Keys and values, the same for both streams.
  private record Keys(NDArray k, NDArray v, NDArray r) {}

  private final Param q, k, v, o, r;
  private final Param wordBias, distanceBias, segmentBias, segments;
  private final LayerNorm attentionNorm, norm;
  private final Linear inner, outer;
  private final Activation activation;
  private final Attention attention;
  private final Dropout dropout;
  private final double scale;

  XlNetLayer(XlNetConfig c, Params at) {
    var own = at.in("rel_attn");
    long hidden = c.hidden(), heads = c.heads(), width = hidden / heads;
    var start = Param.Start.normal(c.spread());
    q = own.declare("q", start, hidden, heads, width);
    k = own.declare("k", start, hidden, heads, width);
    v = own.declare("v", start, hidden, heads, width);
    o = own.declare("o", start, hidden, heads, width);
    r = own.declare("r", start, hidden, heads, width);
    distanceBias = own.declare("r_r_bias", start, heads, width);
    segmentBias = own.declare("r_s_bias", start, heads, width);
    wordBias = own.declare("r_w_bias", start, heads, width);
    segments = own.declare("seg_embed", start, 2, heads, width);
    attentionNorm = new LayerNorm(own.in("layer_norm"), hidden, c.epsilon());
    inner = new Linear(at.in("ff.layer_1"), hidden, c.inner(), c.spread());
    outer = new Linear(at.in("ff.layer_2"), c.inner(), hidden, c.spread());
    norm = new LayerNorm(at.in("ff.layer_norm"), hidden, c.epsilon());
    activation = c.activation();
    scale = c.scale();
    attention = new Attention(at.layer(), c.heads(), c.dropout(), scale);
    dropout = new Dropout(c.dropout());
  }

  /// [B, T + P, d] to [B, T + P, d].
  NDArray forward(NDArray x, Seen seen, Pass pass) {
    var targets = seen.targets;
    var h = targets == null ? x : Kernels.stretch(x, 0, seen.length);
    var distances = Kernels.alias(x.getManager(), seen.distances); // so that what follows ends here
    var keys =
        new Keys(
            attention.split(RelativeKernels.project(h, k.array())),
            attention.split(RelativeKernels.project(h, v.array())),
            attention.split(RelativeKernels.project(distances, r.array())));
    var a = attend(RelativeKernels.project(h, q.array()), keys, seen, seen.content, pass);
    if (targets != null) {
      // each question stands at its place among T queries, and its answer is fetched from there
      var g = Kernels.stretch(x, seen.length, x.getShape().get(1) - seen.length);
      var placed =
          RelativeKernels.placed(RelativeKernels.project(g, q.array()), targets); // [B, T, d]
      var answers = attend(placed, keys, seen, seen.query, pass);
      a = Kernels.concat(List.of(a, RelativeKernels.fetched(answers, targets)), 1);
    }
    a = dropout.forward(RelativeKernels.projectBack(a, o.array()), pass);
    x = attentionNorm.forward(Kernels.add(a, x));
    var y = dropout.forward(activation.forward(inner.forward(x)), pass); // [B, T + P, inner]
    return norm.forward(Kernels.add(dropout.forward(outer.forward(y), pass), x));
  }

  /// Queries [B, T, H·dh] to [B, T, H·dh].
  private NDArray attend(NDArray queries, Keys keys, Seen seen, Mask mask, Pass pass) {
    var x = attention.split(queries); // [B, H, T, dh]
    var ofDistance = RelativeKernels.addToHeads(x, distanceBias.array());
    var bias = RelativeKernels.ofQueries(ofDistance, keys.r, seen.places, scale);
    if (seen.segments != null) {
      var ofSegment = RelativeKernels.addToHeads(x, segmentBias.array());
      var both = RelativeKernels.headsFirst(x, segments.array()); // [1, H, 2, dh]
      bias = Kernels.add(bias, RelativeKernels.ofQueries(ofSegment, both, seen.segments, scale));
    }
    var ofWords = RelativeKernels.addToHeads(x, wordBias.array());
    return attention.forward(ofWords, keys.k, keys.v, mask.plus(bias), pass);
  }

  /// [d, H, dh].
  Param output() {
    return o;
  }
}

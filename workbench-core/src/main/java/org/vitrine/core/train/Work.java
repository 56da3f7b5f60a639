package org.vitrine.core.train;

import org.vitrine.core.model.Layout;
import org.vitrine.core.model.Layout.Stack;

/// Floating point operations of one example (METHODS 4.2): twice the weights that a place goes through, and what attention
/// does with queries, keys and values; a backward pass costs twice the forward.
///
/// Of a recurrent layer the weights are those of LSTM's four gates, the largest; of a linear one its width squared.
final class Work {
  private static final int GATES = 4;

  private Work() {}

  /// Weights of one layer's matrices.
  static long weights(Stack s) {
    long d = s.width();
    return switch (s.kind()) {
      case ATTENTION -> {
        long query = (long) s.heads() * s.headSize(), key = (long) s.keyHeads() * s.headSize();
        long attention = 2 * d * (query + key);
        yield attention * (s.crosses() ? 2 : 1) + (s.gated() ? 3 : 2) * d * s.inner();
      }
      case RECURRENT -> {
        long ways = s.both() ? 2 : 1;
        yield ways * GATES * d * (d + ways * d);
      }
      case LINEAR -> d * d;
      case CONVOLUTION -> 0; // told by the maps of the net as a whole
    };
  }

  /// Of an update, on one example: all layers forward, what they score both ways, and the last `learning` backward.
  ///
  /// @param again whether layers compute a second time while they learn
  static double update(Layout layout, Activations.Load load, long learning, boolean again) {
    double all = 0;
    for (var s : layout.stacks()) {
      var its = Activations.load(layout, s, load);
      all += s.layers() * its.tokens() * (2.0 * weights(s) + 3 * scores(s, its.tokens()));
    }
    for (var s : Activations.topmost(layout, learning)) {
      long tokens = Activations.load(layout, s, load).tokens();
      double layer = 4.0 * weights(s);
      if (again) layer += 2.0 * weights(s) + scores(s, tokens);
      all += tokens * layer;
    }
    return all;
  }

  /// Of a token in one layer, forward: as many keys as queries, of both stacks where it crosses.
  private static double scores(Stack s, long tokens) {
    if (s.kind() != Layout.Kind.ATTENTION) return 0;
    return 4.0 * s.heads() * s.headSize() * tokens * (s.crosses() ? 2 : 1);
  }
}

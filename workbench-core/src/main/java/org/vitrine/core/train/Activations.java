package org.vitrine.core.train;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.model.Layout;
import org.vitrine.core.model.Layout.Stack;

/// What the layers of a model keep for the backward pass, and what they hold while they only run, in bytes (METHODS 4.1).
///
/// | layers        | kept of each, B examples of T places                                                        |
/// |---------------|----------------------------------------------------------------------------------------------|
/// | attention     | as METHODS 4.1 says; one more block of attention where they cross to another stack           |
/// | recurrent     | what came in, and of each direction gates before and after their activation, cells and states |
/// | linear        | what came in and what went out                                                               |
/// | convolutional | told by [Maps]                                                                               |
final class Activations {
  /// @param batch B; @param tokens T, of what is read and of what is written
  /// @param bytes of an activation: 4, in 16 bit 2
  /// @param dropout whether masks are kept; @param fused whether attention keeps no scores
  record Load(long batch, long tokens, int bytes, boolean dropout, boolean fused) {
    private long masks() {
      return dropout ? 1 : 0;
    }
  }

  /// Gates of a step with the largest of the three cells, LSTM's.
  private static final int GATES = 4;

  private Activations() {}

  /// Of one layer.
  ///
  /// @param source tokens of the stack before, for one that crosses
  static long layer(Stack s, Load load, long source) {
    long e = load.bytes, d = s.width(), bt = load.batch * load.tokens;
    return switch (s.kind()) {
      case ATTENTION -> attention(s, load, source);
      case RECURRENT -> {
        int ways = s.both() ? 2 : 1;
        yield bt * e * (ways * d * (2 * GATES + 4) + ways * d);
      }
      case LINEAR -> load.batch * e * 2 * d;
      case CONVOLUTION -> 0; // told by the maps of the net as a whole
    };
  }

  private static long attention(Stack s, Load load, long source) {
    long e = load.bytes, masks = load.masks(), d = s.width(), bt = load.batch * load.tokens;
    long query = (long) s.heads() * s.headSize(), key = (long) s.keyHeads() * s.headSize();
    long attention = bt * (e * (2 * d + 2 * query + 2 * key) + masks * d);
    long feedForward = bt * (e * (2 * d + (s.gated() ? 4L : 2L) * s.inner()) + masks * d);
    long layer = attention + feedForward + scores(s, load, load.tokens);
    if (!s.crosses()) return layer;
    return layer
        + bt * (e * (2 * d + 2 * query) + masks * d)
        + load.batch * source * e * 2 * key
        + scores(s, load, source);
  }

  private static long scores(Stack s, Load load, long keys) {
    long rows = load.batch * s.heads() * load.tokens;
    return load.fused ? 4 * rows : rows * keys * (load.bytes + load.masks() * (load.bytes + 1));
  }

  /// Of all layers from the top that learn.
  ///
  /// @param learning so many of the last; @param checkpointing whether each keeps only what came in
  static long kept(Layout layout, Load load, long learning, boolean checkpointing) {
    long all = 0, largest = 0;
    for (var s : topmost(layout, learning)) {
      var its = load(layout, s, load);
      long one = layer(s, its, tokens(layout.first(), load.tokens));
      all += checkpointing ? its.batch * its.tokens * s.width() * its.bytes : one;
      largest = Math.max(largest, one);
    }
    return checkpointing ? all + largest : all;
  }

  /// One entry a layer, the top first.
  static List<Stack> topmost(Layout layout, long learning) {
    var layers = new ArrayList<Stack>();
    for (var stack : layout.stacks().reversed())
      for (int i = 0; i < stack.layers() && layers.size() < learning; i++) layers.add(stack);
    return layers;
  }

  /// A picture is as many tokens as it has patches.
  static Load load(Layout layout, Stack stack, Load asked) {
    boolean seen =
        layout.picture() != null
            && (layout.reads() == Layout.Reads.PICTURES || stack != layout.first());
    long tokens = seen ? stack.tokens() : tokens(stack, asked.tokens);
    return new Load(asked.batch, tokens, asked.bytes, asked.dropout, asked.fused);
  }

  private static long tokens(Stack stack, long asked) {
    return stack.kind() == Layout.Kind.LINEAR ? 1 : Math.min(asked, Math.max(1, stack.tokens()));
  }

  /// What one layer needs at a time while the model runs, the largest of them, and the keys and values that decoders keep.
  static long running(Layout layout, Load load) {
    long largest = 0, cache = 0;
    for (var s : layout.stacks()) {
      var its = load(layout, s, load);
      long e = its.bytes, bt = its.batch * its.tokens, d = s.width();
      long query = (long) s.heads() * s.headSize(), key = (long) s.keyHeads() * s.headSize();
      long scores = its.fused ? 0 : 2 * e * its.batch * s.heads() * its.tokens * its.tokens;
      long block =
          Math.max(
              bt * e * (d + 2 * query + 2 * key) + scores,
              bt * e * (d + (s.gated() ? 4L : 2L) * s.inner()));
      largest =
          Math.max(largest, s.kind() == Layout.Kind.ATTENTION ? block : layer(s, its, its.tokens));
      boolean attends = s.kind() == Layout.Kind.ATTENTION;
      boolean writes = attends && (layout.causal() && layout.picture() == null || s.crosses());
      if (writes) cache += 2 * s.layers() * key * bt * e * (s.crosses() ? 2 : 1);
    }
    return largest + cache;
  }
}

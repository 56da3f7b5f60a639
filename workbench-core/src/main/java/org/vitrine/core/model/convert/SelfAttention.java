package org.vitrine.core.model.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.OnnxNode;

/// One layer's attention as the graph computes it, found from its result: softmax(q kᵀ · scale + mask) v.
///
/// @param heads number of heads, each `width` wide
/// @param mask the value that is added to the scores
record SelfAttention(
    Layers.Linear query,
    Layers.Linear key,
    Layers.Linear value,
    long heads,
    long width,
    String mask) {

  /// The way from a linear layer to one operand of attention: split into heads, axes in this order.
  private record Split(Layers.Linear linear, long heads, long width, List<Long> axes) {}

  /// A value with what it was multiplied by.
  private record Scaled(String value, double by) {}

  private static final List<Long> HEADS_FIRST = List.of(0L, 2L, 1L, 3L);
  private static final List<Long> TURNED = List.of(0L, 2L, 3L, 1L);

  /// @param context what goes into the layer that follows: the heads side by side again, [B, T, H]
  /// @throws Problem `model.onnx_attention` with the node at which the graph departs from this
  static SelfAttention of(Path file, Graph graph, Layers layers, String context) {
    return new Finder(file, graph, layers).find(context);
  }

  private record Finder(Path file, Graph graph, Layers layers) {
    SelfAttention find(String context) {
      var joined = need(context, "Reshape");
      var turned = need(joined.input(0), "Transpose");
      var product = need(turned.input(0), "MatMul");
      var softmax = need(product.input(0), "Softmax");
      if (softmax.whole("axis", -1) != -1 && softmax.whole("axis", -1) != 3) throw unlike(softmax);
      var sum = need(softmax.input(0), "Add");
      for (var side : Graph.orders(sum)) {
        var scores = unscaled(side[0], 0);
        var dot = graph.maker(scores.value(), "MatMul");
        if (dot.isEmpty()) continue;
        var value = split(product.input(1), HEADS_FIRST);
        var q = unscaled(dot.get().input(0), value.width());
        var k = unscaled(dot.get().input(1), value.width());
        var query = split(q.value(), HEADS_FIRST);
        var key = split(k.value(), TURNED);
        if (query.heads() != value.heads() || key.heads() != value.heads()) throw unlike(dot.get());
        double scale = unscaled(side[0], value.width()).by() * q.by() * k.by();
        if (Math.abs(scale * Math.sqrt(value.width()) - 1) > 1e-4) throw unlike(dot.get());
        return new SelfAttention(
            query.linear(), key.linear(), value.linear(), value.heads(), value.width(), side[1]);
      }
      throw unlike(sum);
    }

    private OnnxNode need(String value, String operation) {
      var node =
          graph
              .maker(value)
              .orElseThrow(() -> new Problem("model.onnx_attention", file, value, "?"));
      if (!node.operation().equals(operation)) throw unlike(node);
      return node;
    }

    private Problem unlike(OnnxNode node) {
      return new Problem("model.onnx_attention", file, Encoder.place(node), node.operation());
    }

    private Scaled unscaled(String from, long width) {
      var value = from;
      double by = 1;
      while (true) {
        var node = graph.maker(value);
        if (node.isEmpty()) return new Scaled(value, by);
        boolean divided = node.get().operation().equals("Div");
        if (!divided && !node.get().operation().equals("Mul")) return new Scaled(value, by);
        var factor = number(node.get().input(1), width, 0);
        if (factor.isEmpty()) return new Scaled(value, by);
        by = divided ? by / factor.getAsDouble() : by * factor.getAsDouble();
        value = node.get().input(0);
      }
    }

    /// A scale, which some exporters compute in the graph from the last length of a shape, that is from the head's width.
    private OptionalDouble number(String value, long width, int depth) {
      var constant = graph.scalar(value);
      var node = graph.maker(value);
      if (constant.isPresent() || node.isEmpty() || depth > 8) return constant;
      var a = node.get().input(0);
      return switch (node.get().operation()) {
        case "Sqrt" -> number(a, width, depth + 1).stream().map(Math::sqrt).findFirst();
        case "Squeeze", "Unsqueeze" -> number(a, width, depth + 1);
        case "Slice", "Gather" ->
            graph.maker(a, "Shape").isPresent() && width > 0
                ? OptionalDouble.of(width)
                : OptionalDouble.empty();
        case "Div", "Mul" -> {
          var x = number(a, width, depth + 1);
          var y = number(node.get().input(1), width, depth + 1);
          if (x.isEmpty() || y.isEmpty()) yield OptionalDouble.empty();
          boolean divided = node.get().operation().equals("Div");
          yield OptionalDouble.of(
              divided ? x.getAsDouble() / y.getAsDouble() : x.getAsDouble() * y.getAsDouble());
        }
        default -> OptionalDouble.empty();
      };
    }

    private Split split(String operand, List<Long> expected) {
      List<Long> axes = List.of(0L, 1L, 2L, 3L);
      var value = operand;
      var node = graph.maker(value);
      while (node.isPresent() && node.get().operation().equals("Transpose")) {
        axes = turn(axes, node.get());
        value = node.get().input(0);
        node = graph.maker(value);
      }
      var reshape = need(value, "Reshape");
      var linear = layers.linear(reshape.input(0)).orElseThrow(() -> unlike(reshape));
      var lengths = lastLengths(reshape.input(1)).orElseThrow(() -> unlike(reshape));
      long heads = lengths.getFirst();
      long width = lengths.getLast();
      if (heads == -1 && width > 0) heads = linear.width() / width;
      if (width == -1 && heads > 0) width = linear.width() / heads;
      if (heads <= 0 || width <= 0 || heads * width != linear.width() || !axes.equals(expected))
        throw unlike(reshape);
      return new Split(linear, heads, width, axes);
    }

    private List<Long> turn(List<Long> axes, OnnxNode transpose) {
      var given = transpose.attributes().get("perm");
      if (given == null || given.wholes().size() != 4) throw unlike(transpose);
      List<Long> all = new ArrayList<>();
      for (long axis : axes) {
        long from = given.wholes().get((int) axis);
        if (from < 0 || from > 3) throw unlike(transpose);
        all.add(from);
      }
      return all;
    }

    /// The last two of four lengths, which stand in one constant or are put together from several.
    private Optional<List<Long>> lastLengths(String shape) {
      var whole = graph.constant(shape).filter(t -> t.elements() == 4);
      if (whole.isPresent()) {
        var all = whole.get().doubles();
        return Optional.of(List.of((long) all[2], (long) all[3]));
      }
      return graph
          .maker(shape, "Concat")
          .filter(node -> node.inputs().size() == 4)
          .flatMap(node -> {
            var heads = graph.scalar(node.input(2));
            var width = graph.scalar(node.input(3));
            if (heads.isEmpty() || width.isEmpty()) return Optional.empty();
            return Optional.of(List.of((long) heads.getAsDouble(), (long) width.getAsDouble()));
          });
    }
  }
}

package org.vitrine.core.model.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitrine.core.weights.OnnxNode;
import org.vitrine.core.weights.OnnxTensor;

/// Recognises layers in a graph by what is computed, whether an exporter spelt it out or used one node for it.
final class Layers {
  /// A layer norm of `input`.
  record Norm(String input, OnnxTensor weight, OnnxTensor bias, double eps) {}

  /// `input` times a matrix [out, in], plus a bias [out].
  record Linear(String input, Matrix weight, OnnxTensor bias) {
    long width() {
      return weight.shape().getFirst();
    }
  }

  private final Graph graph;

  Layers(Graph graph) {
    this.graph = graph;
  }

  /// `LayerNormalization`, or (x − mean) / sqrt(mean of squares + eps) * weight + bias.
  Optional<Norm> norm(String value) {
    var whole = graph.maker(value, "LayerNormalization");
    if (whole.isPresent()) return whole.flatMap(this::norm);
    return graph
        .maker(value, "Add")
        .flatMap(add -> {
          for (var side : Graph.orders(add)) {
            var bias = vector(side[1]);
            var scaled = bias.isEmpty() ? Optional.<OnnxNode>empty() : graph.maker(side[0], "Mul");
            if (scaled.isEmpty()) continue;
            for (var factors : Graph.orders(scaled.get())) {
              var weight = vector(factors[1]);
              var norm = weight.flatMap(w -> standardised(factors[0], w, bias.get()));
              if (norm.isPresent()) return norm;
            }
          }
          return Optional.empty();
        });
  }

  private Optional<Norm> norm(OnnxNode node) {
    if (node.inputs().size() != 3 || node.whole("axis", -1) != -1) return Optional.empty();
    double eps = node.number("epsilon", 1e-5f);
    return vector(node.input(1))
        .flatMap(weight ->
            vector(node.input(2))
                .map(bias -> new Norm(graph.through(node.input(0)), weight, bias, eps)));
  }

  private Optional<Norm> standardised(String value, OnnxTensor weight, OnnxTensor bias) {
    return graph
        .maker(value, "Div")
        .flatMap(div ->
            graph
                .maker(div.input(0), "Sub")
                .flatMap(sub -> {
                  var eps = spread(div.input(1));
                  if (eps.isEmpty()) return Optional.empty();
                  var mean = graph.maker(sub.input(1), "ReduceMean");
                  var input = graph.through(sub.input(0));
                  if (mean.isEmpty()
                      || !lastAxis(mean.get())
                      || !graph.through(mean.get().input(0)).equals(input)) return Optional.empty();
                  return Optional.of(new Norm(input, weight, bias, eps.getAsDouble()));
                }));
  }

  /// Whether a mean is taken over the last of [B, T, H]; older exports say so in an attribute, newer ones in an input.
  private boolean lastAxis(OnnxNode mean) {
    var given = mean.attributes().get("axes");
    var axis = given == null ? graph.scalar(mean.input(1)) : one(given.wholes());
    return axis.isPresent() && (axis.getAsDouble() == -1 || axis.getAsDouble() == 2);
  }

  private static OptionalDouble one(List<Long> axes) {
    return axes.size() == 1 ? OptionalDouble.of(axes.getFirst()) : OptionalDouble.empty();
  }

  /// The eps in sqrt(mean(...) + eps).
  private OptionalDouble spread(String value) {
    var add = graph.maker(value, "Sqrt").flatMap(sqrt -> graph.maker(sqrt.input(0), "Add"));
    if (add.isEmpty()) return OptionalDouble.empty();
    for (var side : Graph.orders(add.get())) {
      var eps = graph.scalar(side[1]);
      if (eps.isPresent() && graph.maker(side[0], "ReduceMean").isPresent()) return eps;
    }
    return OptionalDouble.empty();
  }

  /// `Gemm`, or `MatMul` and `Add` with a constant.
  Optional<Linear> linear(String value) {
    var gemm = graph.maker(value, "Gemm");
    if (gemm.isPresent()) return gemm.flatMap(this::gemm);
    return graph
        .maker(value, "Add")
        .flatMap(add -> {
          for (var side : Graph.orders(add)) {
            var bias = vector(side[1]);
            var product = graph.maker(side[0], "MatMul");
            if (bias.isEmpty() || product.isEmpty()) continue;
            var found = matrix(product.get().input(1), true);
            if (found.isPresent()) return of(product.get().input(0), found.get(), bias.get());
          }
          return Optional.empty();
        });
  }

  private Optional<Linear> gemm(OnnxNode node) {
    if (node.inputs().size() != 3 || node.number("alpha", 1) != 1 || node.number("beta", 1) != 1)
      return Optional.empty();
    if (node.whole("transA", 0) != 0) return Optional.empty();
    return matrix(node.input(1), node.whole("transB", 0) == 0)
        .flatMap(weight -> vector(node.input(2)).flatMap(bias -> of(node.input(0), weight, bias)));
  }

  private Optional<Linear> of(String input, Matrix weight, OnnxTensor bias) {
    if (!weight.shape().getFirst().equals(bias.shape().getFirst())) return Optional.empty();
    return Optional.of(new Linear(graph.through(input), weight, bias));
  }

  /// A constant of two dimensions; `transposed` says how the node that takes it stores it.
  private Optional<Matrix> matrix(String value, boolean transposed) {
    boolean turned = transposed;
    var source = value;
    for (var node = graph.maker(source, "Transpose");
        node.isPresent();
        node = graph.maker(source, "Transpose")) {
      source = node.get().input(0);
      turned = !turned;
    }
    boolean way = turned;
    return learnt(source, 2).map(tensor -> new Matrix(tensor, way));
  }

  private Optional<OnnxTensor> vector(String value) {
    return learnt(value, 1);
  }

  /// A constant tensor of floats with this many dimensions.
  Optional<OnnxTensor> learnt(String value, int dimensions) {
    return graph.constant(value).filter(t -> t.floating() && t.shape().size() == dimensions);
  }

  /// The factors of a product that may be spelt as several nodes in any order; no activation has more than four.
  List<String> factors(String value) {
    List<String> all = new ArrayList<>(List.of(value));
    for (int i = 0; i < all.size() && all.size() <= 4; ) {
      var product = graph.maker(all.get(i), "Mul");
      if (product.isEmpty()) {
        all.set(i, graph.through(all.get(i)));
        i++;
      } else {
        all.remove(i);
        all.addAll(product.get().inputs());
      }
    }
    return all;
  }
}

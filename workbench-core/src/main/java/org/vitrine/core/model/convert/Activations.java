package org.vitrine.core.model.convert;

import java.util.List;
import java.util.Optional;
import org.vitrine.core.weights.OnnxNode;

/// Recognises the function between the two matrices of a feed-forward layer and names it as `config.json` does.
final class Activations {
  /// A function and the value that it is applied to.
  record Applied(String function, String input) {}

  private final Graph graph;
  private final Layers layers;

  Activations(Graph graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
  }

  Optional<Applied> of(String value) {
    return graph
        .maker(value)
        .flatMap(node -> node.operation().equals("Mul") ? product(value) : single(node));
  }

  private Optional<Applied> single(OnnxNode node) {
    var function =
        switch (node.operation()) {
          case "Gelu" -> node.text("approximate", "none").equals("tanh") ? "gelu_new" : "gelu";
          case "Relu" -> "relu";
          case "Tanh" -> "tanh";
          default -> null;
        };
    return function == null
        ? Optional.empty()
        : Optional.of(new Applied(function, graph.through(node.input(0))));
  }

  /// x · ½ · (1 + erf(x / √2)), the same with tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415), or x · sigmoid(x).
  private Optional<Applied> product(String value) {
    var factors = layers.factors(value);
    boolean half = factors.stream().anyMatch(each -> graph.scalar(each, 0.5));
    var rest = factors.stream().filter(each -> graph.scalar(each).isEmpty()).toList();
    if (rest.size() != 2 || factors.size() != (half ? 3 : 2)) return Optional.empty();
    for (var pair : List.of(rest, rest.reversed())) {
      var x = pair.getFirst();
      var gate = pair.getLast();
      if (half && erf(gate, x)) return Optional.of(new Applied("gelu", x));
      if (half && tanh(gate, x)) return Optional.of(new Applied("gelu_new", x));
      var sigmoid = graph.maker(gate, "Sigmoid");
      if (!half && sigmoid.isPresent() && graph.through(sigmoid.get().input(0)).equals(x))
        return Optional.of(new Applied("silu", x));
    }
    return Optional.empty();
  }

  private boolean erf(String gate, String x) {
    return onePlus(gate, "Erf")
        .flatMap(graph::maker)
        .filter(node ->
            switch (node.operation()) {
              case "Div" -> is(node.input(0), x) && graph.scalar(node.input(1), Math.sqrt(2));
              case "Mul" ->
                  Graph.orders(node).stream()
                      .anyMatch(side -> is(side[0], x) && graph.scalar(side[1], Math.sqrt(0.5)));
              default -> false;
            })
        .isPresent();
  }

  /// tanh(√(2/π) · (x + 0.044715 x³)), of which the two constants are looked for.
  private boolean tanh(String gate, String x) {
    var inner = onePlus(gate, "Tanh");
    if (inner.isEmpty()) return false;
    var behind = graph.behind(inner.get());
    return has(behind, Math.sqrt(2 / Math.PI))
        && has(behind, 0.044715)
        && behind.stream().anyMatch(n -> n.inputs().stream().anyMatch(i -> is(i, x)));
  }

  private boolean has(Iterable<OnnxNode> nodes, double constant) {
    for (var node : nodes) {
      if (node.inputs().stream().anyMatch(each -> graph.scalar(each, constant))) return true;
    }
    return false;
  }

  private boolean is(String value, String x) {
    return graph.through(value).equals(x);
  }

  /// The z in 1 + function(z).
  private Optional<String> onePlus(String value, String function) {
    return graph
        .maker(value, "Add")
        .flatMap(add -> {
          for (var side : Graph.orders(add)) {
            var inner = graph.maker(side[0], function);
            if (inner.isPresent() && graph.scalar(side[1], 1))
              return Optional.of(graph.through(inner.get().input(0)));
          }
          return Optional.empty();
        });
  }
}

package org.vitrine.core.model.convert;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vitrine.core.weights.OnnxFile;
import org.vitrine.core.weights.OnnxNode;
import org.vitrine.core.weights.OnnxTensor;

/// An ONNX graph to be walked from its end: who makes a value, and what is constant. Nodes that change no number
/// (`Identity`, `Dropout` and `Cast`, which only exports of half precision have between floats) are looked through.
final class Graph {
  private static final Set<String> CLEAR = Set.of("Identity", "Dropout", "Cast");

  private final OnnxFile file;
  private final Map<String, OnnxNode> makers = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  Graph(OnnxFile file) {
    this.file = file;
    for (var node : file.nodes()) {
      for (var output : node.outputs()) if (!output.isEmpty()) makers.put(output, node);
      taken.addAll(node.inputs());
    }
  }

  List<OnnxNode> nodes() {
    return file.nodes();
  }

  /// The value that this one is a plain copy of.
  String through(String value) {
    var at = value;
    var node = makers.get(at);
    while (node != null && CLEAR.contains(node.operation())) {
      at = node.input(0);
      node = makers.get(at);
    }
    return at;
  }

  /// The node that makes this value, none for inputs and initializers.
  Optional<OnnxNode> maker(String value) {
    return Optional.ofNullable(makers.get(through(value)));
  }

  Optional<OnnxNode> maker(String value, String operation) {
    return maker(value).filter(node -> node.operation().equals(operation));
  }

  boolean input(String value) {
    return file.inputs().contains(through(value));
  }

  Optional<OnnxTensor> constant(String value) {
    var source = through(value);
    var initializer = file.initializers().get(source);
    if (initializer != null) return Optional.of(initializer);
    return Optional.ofNullable(makers.get(source)).flatMap(file::constant);
  }

  /// A constant of one element.
  OptionalDouble scalar(String value) {
    return constant(value)
        .filter(tensor -> tensor.elements() == 1)
        .map(tensor -> OptionalDouble.of(tensor.doubles()[0]))
        .orElse(OptionalDouble.empty());
  }

  boolean scalar(String value, double expected) {
    var found = scalar(value);
    return found.isPresent()
        && Math.abs(found.getAsDouble() - expected) <= 1e-6 * Math.abs(expected);
  }

  /// A node of two inputs in either order.
  static List<String[]> orders(OnnxNode node) {
    if (node.inputs().size() != 2) return List.of();
    var a = node.input(0);
    var b = node.input(1);
    return List.of(new String[] {a, b}, new String[] {b, a});
  }

  /// Every node that this value depends on; the shapes of other values count as nothing to depend on.
  Set<OnnxNode> behind(String value) {
    Set<OnnxNode> all = new LinkedHashSet<>();
    var next = new ArrayDeque<String>();
    next.add(value);
    while (!next.isEmpty()) {
      var node = makers.get(next.remove());
      if (node != null && !node.operation().equals("Shape") && all.add(node))
        next.addAll(node.inputs());
    }
    return all;
  }

  /// Remembers a learnt tensor that has found its place.
  void use(OnnxTensor tensor) {
    used.add(tensor.name());
  }

  /// Learnt tensors that some node takes and that have found no place.
  List<String> unused() {
    return file.initializers().values().stream()
        .filter(t -> taken.contains(t.name()) && t.floating() && t.elements() > 1)
        .map(OnnxTensor::name)
        .filter(name -> !used.contains(name))
        .toList();
  }
}

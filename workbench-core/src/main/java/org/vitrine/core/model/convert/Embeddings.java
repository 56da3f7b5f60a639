package org.vitrine.core.model.convert;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.OnnxNode;
import org.vitrine.core.weights.OnnxTensor;

/// The three tables whose rows are added at the bottom of the encoder, told apart by the ids that pick the rows: words by
/// what goes into the graph, positions by counting from 0, token types by an input with “type” in its name or by zeros.
record Embeddings(OnnxTensor words, OnnxTensor positions, OnnxTensor types) {
  private static final int MOST_POSITIONS = 1 << 20;

  /// @throws Problem `model.onnx_embeddings` with the node that is something else
  static Embeddings of(Path file, Graph graph, Layers layers, String sum) {
    OnnxTensor words = null;
    OnnxTensor positions = null;
    OnnxTensor types = null;
    for (var gather : terms(file, graph, sum)) {
      var table = layers.learnt(gather.input(0), 2).orElseThrow(() -> unlike(file, gather));
      switch (ids(graph, gather.input(1))) {
        case WORDS -> words = once(file, gather, words, table);
        case POSITIONS -> positions = once(file, gather, positions, table);
        case TYPES -> types = once(file, gather, types, table);
        case UNKNOWN -> throw unlike(file, gather);
      }
    }
    if (words == null || positions == null || types == null)
      throw new Problem("model.onnx_tables", file);
    return new Embeddings(words, positions, types);
  }

  private static OnnxTensor once(
      Path file, OnnxNode gather, @Nullable OnnxTensor before, OnnxTensor table) {
    if (before != null) throw unlike(file, gather);
    return table;
  }

  private static Problem unlike(Path file, OnnxNode node) {
    return new Problem("model.onnx_embeddings", file, Encoder.place(node), node.operation());
  }

  private static List<OnnxNode> terms(Path file, Graph graph, String sum) {
    List<OnnxNode> all = new ArrayList<>();
    var next = new ArrayDeque<String>();
    next.add(sum);
    while (!next.isEmpty()) {
      var value = next.remove();
      var node =
          graph
              .maker(value)
              .orElseThrow(() -> new Problem("model.onnx_embeddings", file, value, "?"));
      if (node.operation().equals("Add") && all.size() + next.size() < 3)
        next.addAll(node.inputs());
      else if (node.operation().equals("Gather") && node.whole("axis", 0) == 0) all.add(node);
      else throw unlike(file, node);
    }
    return all;
  }

  private enum Ids {
    WORDS,
    POSITIONS,
    TYPES,
    UNKNOWN
  }

  /// Follows the ids to where they come from, through nodes that only cut or spread them.
  private static Ids ids(Graph graph, String value) {
    var at = value;
    while (true) {
      if (graph.input(at)) return graph.through(at).contains("type") ? Ids.TYPES : Ids.WORDS;
      var constant = graph.constant(at);
      if (constant.isPresent()) return constant(constant.get());
      var node = graph.maker(at);
      if (node.isEmpty()) return Ids.UNKNOWN;
      switch (node.get().operation()) {
        case "Slice", "Expand", "Unsqueeze", "Squeeze", "Reshape" -> at = node.get().input(0);
        case "Range" -> {
          boolean counts =
              graph.scalar(node.get().input(0), 0) && graph.scalar(node.get().input(2), 1);
          return counts ? Ids.POSITIONS : Ids.UNKNOWN;
        }
        case "ConstantOfShape" -> {
          var filled =
              Optional.ofNullable(node.get().attributes().get("value")).map(a -> a.tensor());
          return filled.isEmpty() || constant(filled.get()) == Ids.TYPES ? Ids.TYPES : Ids.UNKNOWN;
        }
        default -> {
          return Ids.UNKNOWN;
        }
      }
    }
  }

  private static Ids constant(OnnxTensor tensor) {
    if (tensor.elements() == 0 || tensor.elements() > MOST_POSITIONS) return Ids.UNKNOWN;
    var ids = tensor.doubles();
    boolean zeros = true;
    boolean counts = true;
    for (int i = 0; i < ids.length; i++) {
      zeros &= ids[i] == 0;
      counts &= ids[i] == i;
    }
    // A single 0 is a token type that is spread over the text: no model has one position.
    return zeros ? Ids.TYPES : counts ? Ids.POSITIONS : Ids.UNKNOWN;
  }
}

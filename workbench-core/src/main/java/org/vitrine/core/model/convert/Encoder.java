package org.vitrine.core.model.convert;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.OnnxFile;
import org.vitrine.core.weights.OnnxNode;
import org.vitrine.core.weights.OnnxTensor;

/// A BERT encoder in an ONNX graph, understood by following the graph from its last layer norm down to the embeddings.
/// Which tensor is the query matrix of layer 3 follows from what is computed with it, so the names that an exporter gave
/// or lost do not matter.
///
/// @param tensors by the names of `BertModel`'s checkpoint
record Encoder(Map<String, Matrix> tensors, int layers, long heads, double eps, String activation) {

  /// One layer, from the residual sums inwards.
  private record Layer(
      SelfAttention attention,
      Layers.Linear joined,
      Layers.Norm middle,
      Layers.Linear up,
      Layers.Linear down,
      Layers.Norm end,
      String activation,
      String input) {}

  /// @throws Problem a `model.onnx_…` key that names the node or the tensor that was not understood
  static Encoder of(OnnxFile file) {
    return new Walk(file).walk();
  }

  /// How a message names a node.
  static String place(OnnxNode node) {
    return node.name().isEmpty() ? String.join(", ", node.outputs()) : node.name();
  }

  private static final class Walk {
    private final Path file;
    private final Graph graph;
    private final Layers layers;
    private final Activations activations;
    private final Map<String, Matrix> tensors = new LinkedHashMap<>();

    Walk(OnnxFile onnx) {
      file = onnx.file();
      graph = new Graph(onnx);
      layers = new Layers(graph);
      activations = new Activations(graph, layers);
    }

    Encoder walk() {
      var last = last();
      Deque<Layer> all = new ArrayDeque<>();
      var bottom = last;
      for (var layer = layer(bottom); layer.isPresent(); layer = layer(bottom)) {
        all.addFirst(layer.get());
        var below = layer.get().input();
        bottom = layers.norm(below).orElseThrow(() -> unlike("model.onnx_layer", below));
      }
      if (all.isEmpty()) throw unlike("model.onnx_layer", last.input());
      var embeddings = Embeddings.of(file, graph, layers, bottom.input());
      put("embeddings.word_embeddings.weight", embeddings.words());
      put("embeddings.position_embeddings.weight", embeddings.positions());
      put("embeddings.token_type_embeddings.weight", embeddings.types());
      put("embeddings.LayerNorm", bottom);
      int number = 0;
      for (var layer : all) put("encoder.layer." + number++, layer);
      pooler(last);
      same(all, bottom);
      var unused = graph.unused();
      if (!unused.isEmpty())
        throw new Problem("model.onnx_unused", file, unused.getFirst(), unused.size());
      var first = all.getFirst();
      return new Encoder(
          tensors, all.size(), first.attention().heads(), bottom.eps(), first.activation());
    }

    /// The layer norm that no other one comes after.
    private Layers.Norm last() {
      for (var node : graph.nodes().reversed()) {
        var norm =
            node.outputs().isEmpty()
                ? Optional.<Layers.Norm>empty()
                : layers.norm(node.outputs().getFirst());
        if (norm.isPresent()) return norm.get();
      }
      throw new Problem("model.onnx_no_encoder", file);
    }

    /// The layer that ends in this norm; none if the norm is that of the embeddings.
    private Optional<Layer> layer(Layers.Norm end) {
      var sum = graph.maker(end.input(), "Add");
      if (sum.isEmpty()) return Optional.empty();
      for (var side : Graph.orders(sum.get())) {
        var down = layers.linear(side[0]);
        if (down.isEmpty()) continue;
        var applied =
            activations
                .of(down.get().input())
                .orElseThrow(() -> unlike("model.onnx_activation", down.get().input()));
        var up =
            layers
                .linear(applied.input())
                .orElseThrow(() -> unlike("model.onnx_layer", applied.input()));
        if (!up.input().equals(graph.through(side[1])))
          throw unlike("model.onnx_layer", end.input());
        var middle =
            layers.norm(up.input()).orElseThrow(() -> unlike("model.onnx_layer", up.input()));
        return Optional.of(attention(end, down.get(), up, middle, applied.function()));
      }
      return Optional.empty();
    }

    private Layer attention(
        Layers.Norm end,
        Layers.Linear down,
        Layers.Linear up,
        Layers.Norm middle,
        String activation) {
      var sum =
          graph
              .maker(middle.input(), "Add")
              .orElseThrow(() -> unlike("model.onnx_layer", middle.input()));
      for (var side : Graph.orders(sum)) {
        var joined = layers.linear(side[0]);
        if (joined.isEmpty()) continue;
        var input = graph.through(side[1]);
        var attention = SelfAttention.of(file, graph, layers, joined.get().input());
        for (var part : List.of(attention.query(), attention.key(), attention.value())) {
          if (!part.input().equals(input)) throw unlike("model.onnx_attention", part.input());
        }
        mask(attention.mask());
        return new Layer(attention, joined.get(), middle, up, down, end, activation, input);
      }
      throw unlike("model.onnx_layer", middle.input());
    }

    /// The mask has to come from an input, and from nothing that hides later tokens.
    private void mask(String mask) {
      var behind = graph.behind(mask);
      boolean given =
          behind.stream().flatMap(node -> node.inputs().stream()).anyMatch(graph::input);
      for (var node : behind) {
        boolean triangle = node.operation().equals("Trilu");
        for (var input : node.inputs())
          triangle |=
              graph
                  .constant(input)
                  .filter(t -> t.shape().size() > 1 && t.elements() > 1)
                  .isPresent();
        if (triangle) throw new Problem("model.onnx_mask", file, place(node), node.operation());
      }
      if (!given) throw unlike("model.onnx_mask", mask);
    }

    /// BERT's pooler, tanh of a linear layer over the first token, if the graph has one.
    private void pooler(Layers.Norm last) {
      for (var node : graph.nodes()) {
        if (!node.operation().equals("Tanh")) continue;
        var linear = layers.linear(node.input(0));
        var first = linear.flatMap(l -> graph.maker(l.input(), "Gather"));
        if (first.isEmpty()
            || first.get().whole("axis", 0) != 1
            || !graph.scalar(first.get().input(1), 0)) continue;
        if (layers.norm(first.get().input(0)).equals(Optional.of(last)))
          put("pooler.dense", linear.get());
      }
    }

    private void same(Deque<Layer> all, Layers.Norm bottom) {
      var first = all.getFirst();
      long hidden = bottom.weight().shape().getFirst();
      for (var layer : all) {
        boolean alike =
            layer.activation().equals(first.activation())
                && layer.attention().heads() == first.attention().heads()
                && layer.attention().heads() * layer.attention().width() == hidden
                && layer.up().width() == first.up().width()
                && layer.middle().eps() == bottom.eps()
                && layer.end().eps() == bottom.eps();
        if (!alike) throw new Problem("model.onnx_uneven", file);
      }
    }

    private void put(String at, Layer layer) {
      put(at + ".attention.self.query", layer.attention().query());
      put(at + ".attention.self.key", layer.attention().key());
      put(at + ".attention.self.value", layer.attention().value());
      put(at + ".attention.output.dense", layer.joined());
      put(at + ".attention.output.LayerNorm", layer.middle());
      put(at + ".intermediate.dense", layer.up());
      put(at + ".output.dense", layer.down());
      put(at + ".output.LayerNorm", layer.end());
    }

    private void put(String at, Layers.Linear linear) {
      put(at + ".weight", linear.weight());
      put(at + ".bias", linear.bias());
    }

    private void put(String at, Layers.Norm norm) {
      put(at + ".weight", norm.weight());
      put(at + ".bias", norm.bias());
    }

    private void put(String name, OnnxTensor tensor) {
      put(name, new Matrix(tensor, false));
    }

    private void put(String name, Matrix matrix) {
      graph.use(matrix.tensor());
      tensors.put(name, matrix);
    }

    private Problem unlike(String key, String value) {
      @Nullable OnnxNode node = graph.maker(value).orElse(null);
      return node == null
          ? new Problem(key, file, value, "?")
          : new Problem(key, file, place(node), node.operation());
    }
  }
}

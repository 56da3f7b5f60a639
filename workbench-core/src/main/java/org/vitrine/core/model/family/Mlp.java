package org.vitrine.core.model.family;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import tools.jackson.databind.node.ObjectNode;

/// A multi-layer perceptron over rows of numbers, stored as PyTorch's `Sequential`: linear layers at even places,
/// activations between them.
final class Mlp implements Net {
  static final Family FAMILY =
      Family.plain(
              "torch-mlp",
              (s, json) -> Config.read(s).facts(json),
              (s, _, labels, at) -> new Mlp(Config.read(s), labels, at),
              _ -> Head.SEQUENCE_CLASSIFICATION,
              Head.SEQUENCE_CLASSIFICATION)
          .readingOnly("inputs", "labels");

  private record Config(int in, int[] hidden, Activation activation) {
    static Config read(Settings s) {
      s.none("dropout");
      return new Config(
          s.integer("input_size", 1, 1),
          s.integers("hidden_sizes", 0),
          Activation.of(s.text("hidden_act", "relu"), "hidden_act"));
    }

    ModelConfig facts(ObjectNode json) {
      int widest = java.util.Arrays.stream(hidden).max().orElse(in);
      return new ModelConfig(json, 0, 0, -1, widest, hidden.length + 1, 1, widest);
    }
  }

  private final List<Linear> layers = new ArrayList<>();
  private final Activation activation;
  private final int in;

  private Mlp(Config c, int labels, Params at) {
    activation = c.activation;
    in = c.in;
    int read = in;
    for (int i = 0; i <= c.hidden.length; i++) {
      boolean last = i == c.hidden.length;
      int out = last ? labels : c.hidden[i];
      var place = (last ? at.asHead() : at).in(String.valueOf(2 * i));
      layers.add(new Linear(place, read, out, 1 / Math.sqrt(3.0 * read)));
      read = out;
    }
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var x = batch.get("inputs");
    var shape = x.getShape();
    if (shape.dimension() != 2 || shape.get(1) != in)
      throw new Problem("model.input_shape", "inputs", shape, "(B, " + in + ")");
    for (int i = 0; i < layers.size() - 1; i++) {
      x = pass.hidden(activation.forward(layers.get(i).forward(x)));
    }
    return Output.of("logits", layers.getLast().forward(x));
  }
}

package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Recurrent;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RecurrentKernels;
import org.vitrine.core.tensor.RecurrentKernels.Cell;
import org.vitrine.core.tensor.RecurrentKernels.Form;
import tools.jackson.databind.node.ObjectNode;

/// An RNN, LSTM or GRU over tokens or over series of numbers, as a PyTorch module with `embedding`, `rnn` and `head` stores
/// it. Keys of our own in `config.json`: `head` is `last` for one answer a series, `sequence` for one a step; without a
/// `vocab_size` the net reads numbers.
final class RecurrentNet implements Net {
  static final Family RNN = family("torch-rnn");
  static final Family LSTM = family("torch-lstm");
  static final Family GRU = family("torch-gru");

  private static Family family(String name) {
    return Family.plain(
            name,
            (s, json) -> Config.read(s).facts(json),
            (s, kind, labels, at) -> new RecurrentNet(Config.read(s), kind, labels, at),
            RecurrentNet::head,
            Head.SEQUENCE_CLASSIFICATION,
            Head.TOKEN_CLASSIFICATION)
        .readingOnly("input_ids", "attention_mask", "inputs", "lengths", "labels");
  }

  private static Head head(ObjectNode json) {
    boolean steps = new Settings(json, null).oneOf("head", "last", "sequence") == 1;
    return steps ? Head.TOKEN_CLASSIFICATION : Head.SEQUENCE_CLASSIFICATION;
  }

  /// @param vocabulary 0 where series of numbers are read
  private record Config(int vocabulary, int padding, int in, Form form) {
    static Config read(Settings s) {
      s.none("proj_size");
      if (!s.flag("batch_first", true)) throw s.unsupported("batch_first");
      var cell =
          switch (s.text("model_type", "")) {
            case "torch-lstm" -> Cell.LSTM;
            case "torch-gru" -> Cell.GRU;
            default -> s.oneOf("nonlinearity", "tanh", "relu") == 1 ? Cell.RELU : Cell.TANH;
          };
      int hidden = s.integer("hidden_size", 1, 1), in = s.integer("input_size", 1, 1);
      var form =
          new Form(
              cell,
              s.integer("num_layers", 1, 1),
              s.flag("bidirectional", false),
              s.flag("bias", true),
              hidden,
              s.rate("dropout", 0));
      return new Config(s.integer("vocab_size", 1, 0), s.integer("pad_token_id", 0, -1), in, form);
    }

    int out() {
      return form.hidden() * (form.both() ? 2 : 1);
    }

    ModelConfig facts(ObjectNode json) {
      int layers = form.layers(), width = form.hidden();
      return new ModelConfig(json, vocabulary, Integer.MAX_VALUE, padding, width, layers, 1, width);
    }
  }

  private final Config config;
  private final @Nullable Embedding embedding;
  private final Recurrent layers;
  private final Linear head;
  private final boolean steps;

  private RecurrentNet(Config c, Head kind, int labels, Params at) {
    config = c;
    steps = kind == Head.TOKEN_CLASSIFICATION;
    embedding =
        c.vocabulary == 0
            ? null
            : new Embedding(at.in("embedding"), c.vocabulary, c.in, c.padding, 1);
    layers = new Recurrent(at.in("rnn"), c.in, c.form);
    head = new Linear(at.asHead().in("head"), c.out(), labels, 1 / Math.sqrt(3.0 * c.out()));
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var x = embedding == null ? numbers(batch) : pass.words(embedding.forward(batch.inputIds()));
    var found = layers.forward(x, lengths(batch, x, batch.find("lengths")), null, pass);
    var read = steps ? found.outputs() : RecurrentKernels.last(found.states(), config.form.both());
    var output =
        Output.of("logits", head.forward(read))
            .with("output", found.outputs())
            .with("h_n", found.states());
    var cells = found.cells();
    return cells == null ? output : output.with("c_n", cells);
  }

  private NDArray numbers(Batch batch) {
    var x = batch.get("inputs");
    var shape = x.getShape();
    if (shape.dimension() != 3 || shape.get(2) != config.in)
      throw new Problem("model.input_shape", "inputs", shape, "(B, T, " + config.in + ")");
    return x;
  }

  /// As they are told, or by the mask, or all of it.
  ///
  /// @throws Problem `model.input_shape`, or `model.lengths` where one is none of 1 .. T
  static NDArray lengths(Batch batch, NDArray x, @Nullable NDArray told) {
    var mask = batch.find("attention_mask");
    var lengths =
        told != null
            ? told
            : mask != null ? RecurrentKernels.lengthsOf(mask) : RecurrentKernels.fullLengths(x);
    long most = x.getShape().get(1);
    if (lengths.getShape().dimension() != 1 || lengths.getShape().get(0) != x.getShape().get(0))
      throw new Problem("model.input_shape", "lengths", lengths.getShape(), "(B)");
    long least = Kernels.smallest(lengths), longest = Kernels.largest(lengths);
    if (least < 1 || longest > most) throw new Problem("model.lengths", least, longest, most);
    return lengths;
  }
}

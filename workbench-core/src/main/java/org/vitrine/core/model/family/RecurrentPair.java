package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.Recurrent;
import org.vitrine.core.tensor.RecurrentKernels;
import org.vitrine.core.tensor.RecurrentKernels.Cell;
import org.vitrine.core.tensor.RecurrentKernels.Form;
import tools.jackson.databind.node.ObjectNode;

/// A GRU that reads a text and one that writes another, begun with the first one's last states: Cho et al. 2014,
/// arXiv:1406.1078, without the context that theirs sees again at every step. Names are those of a PyTorch module with
/// `encoder.embedding`, `encoder.rnn`, the same of `decoder`, and `head`.
///
/// Keys of our own in `config.json` beside [RecurrentNet]'s: `decoder_vocab_size` and `decoder_input_size`, where the
/// writing side's differ.
final class RecurrentPair {
  static final Family GRU =
      Family.plain(
              "torch-gru-seq2seq",
              (s, json) -> Config.read(s).facts(json),
              RecurrentPair::build,
              _ -> Head.SEQUENCE_TO_SEQUENCE,
              Head.SEQUENCE_TO_SEQUENCE)
          .readingOnly("input_ids", "attention_mask", "decoder_input_ids", "labels");

  private RecurrentPair() {}

  /// @param read words of the side that reads; @param in numbers for each; @param out numbers for a word that is written
  private record Config(EncoderDecoder.Tokens tokens, int read, int in, int out, Form form) {
    static Config read(Settings s) {
      s.none("proj_size");
      s.off("bidirectional", "tie_word_embeddings");
      if (!s.flag("batch_first", true)) throw s.unsupported("batch_first");
      if (!s.flag("is_encoder_decoder", true)) throw s.unsupported("is_encoder_decoder");
      int words = s.integer("vocab_size", 1, 1), in = s.integer("input_size", 1, 1);
      int written = s.integer("decoder_vocab_size", 1, words);
      var form =
          new Form(
              Cell.GRU,
              s.integer("num_layers", 1, 1),
              false,
              s.flag("bias", true),
              s.integer("hidden_size", 1, 1),
              s.rate("dropout", 0));
      return new Config(
          EncoderDecoder.Tokens.read(s, written, Integer.MAX_VALUE, false),
          words,
          in,
          s.integer("decoder_input_size", 1, in),
          form);
    }

    ModelConfig facts(ObjectNode json) {
      int width = form.hidden();
      return new ModelConfig(
          json, read, tokens.places(), tokens.padding(), width, form.layers(), 1, width);
    }
  }

  private static Net build(Settings s, Head kind, int labels, Params at) {
    var c = Config.read(s);
    int hidden = c.form.hidden();
    var encoder = new Encoder(c, at.in("encoder"));
    var decoder = new Decoder(c, at.in("decoder"));
    double spread = 1 / Math.sqrt(3.0 * hidden);
    var head = new Linear(at.asHead().in("head"), hidden, c.tokens.vocabulary(), spread);
    return new EncoderDecoder(
        c.tokens, encoder, decoder, Top.speaking(false, head::forward), false);
  }

  private static Embedding words(Config c, Params at, int rows, int width) {
    return new Embedding(at.in("embedding"), rows, width, c.tokens.padding(), 1);
  }

  /// From words to the last state of each layer.
  private static final class Encoder implements EncoderDecoder.Reader {
    private final Embedding embedding;
    private final Recurrent layers;

    Encoder(Config c, Params at) {
      embedding = words(c, at, c.read, c.in);
      layers = new Recurrent(at.in("rnn"), c.in, c.form);
    }

    @Override
    public NDArray forward(Batch batch, Mask mask, Pass pass) {
      var x = pass.words(embedding.forward(batch.inputIds())); // [B, S, in]
      var found = layers.forward(x, RecurrentNet.lengths(batch, x, null), null, pass);
      return RecurrentKernels.turned(found.states()); // [B, layers, d]
    }

    @Override
    public Net.Projection output(int layer) {
      throw new Problem("model.no_attention");
    }
  }

  /// What comes after a word depends on it and on the states alone: no mask has anything to hide.
  private static final class Decoder implements EncoderDecoder.Writer {
    private final Embedding embedding;
    private final Recurrent layers;

    Decoder(Config c, Params at) {
      embedding = words(c, at, c.tokens.vocabulary(), c.out);
      layers = new Recurrent(at.in("rnn"), c.out, c.form);
    }

    @Override
    public NDArray forward(
        NDArray ids, Mask mask, @Nullable NDArray states, Mask across, Pass pass) {
      var start = states == null ? null : RecurrentKernels.turned(states); // [layers, B, d]
      return layers.onward(embedding.forward(ids), start, pass); // [B, T, d]
    }

    @Override
    public Net.Projection output(Part part, int layer) {
      throw new Problem("model.no_attention");
    }
  }
}

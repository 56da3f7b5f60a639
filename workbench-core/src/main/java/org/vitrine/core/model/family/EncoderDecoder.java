package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Padding;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// An encoder-decoder's frame: a stack that reads a text, a stack that writes another while it looks at the first, a head.
/// Families bring the parts.
final class EncoderDecoder implements Net {
  /// Reads tokens [B, S] to states [B, S, d], or to one for each of a recurrent encoder's layers, [B, layers, d].
  interface Reader {
    /// @param mask which of the tokens are no padding
    NDArray forward(Batch batch, Mask mask, Pass pass);

    Projection output(int layer);
  }

  /// From what was written [B, T] and the states of what was read [B, S, d] to [B, T, d].
  interface Writer {
    /// @param mask among what was written; @param states null where the pass goes on from a cache; @param across which of
    ///     the states are no padding
    NDArray forward(NDArray ids, Mask mask, @Nullable NDArray states, Mask across, Pass pass);

    /// A hidden state as the head reads it, where layers leave it without its norm.
    default NDArray normalised(NDArray hidden) {
      return hidden;
    }

    Projection output(Part part, int layer);
  }

  /// The tokens that frame a text.
  ///
  /// @param padding −1 for none; @param start what the decoder reads first, −1 for none; @param end −1 for none
  /// @param vocabulary of what is written; @param places longest text to be written
  /// @param echoes whether the decoder reads the text itself where a batch says nothing else
  record Tokens(int padding, int start, int end, int vocabulary, int places, boolean echoes) {
    static Tokens read(Settings s, int vocabulary, int places, boolean echoes) {
      return new Tokens(
          s.integer("pad_token_id", -1, -1),
          s.integer("decoder_start_token_id", 0, -1),
          s.integer("eos_token_id", 0, -1),
          vocabulary,
          places,
          echoes);
    }
  }

  /// The words' embeddings again, or a matrix of its own, with a bias that never learns.
  static Top speaking(boolean tied, Embedding words, Params at, double spread) {
    var own = at.asHead().in("lm_head");
    var decoder = Linear.over(Heads.decoder(tied, words.weight(), own, spread), null);
    var bias =
        at.declareBuffer("final_logits_bias", Param.Start.ZEROS, 1, words.weight().shape().get(0));
    return Top.speaking(false, x -> Kernels.add(decoder.forward(x), bias.array()));
  }

  private final Tokens tokens;
  private final Reader encoder;
  private final Writer decoder;
  private final Top top;
  private final boolean rereads;

  /// @param rereads whether the decoder always reads the text itself, as classifiers' do
  EncoderDecoder(Tokens tokens, Reader encoder, Writer decoder, Top top, boolean rereads) {
    this.tokens = tokens;
    this.encoder = encoder;
    this.decoder = decoder;
    this.top = top;
    this.rereads = rereads;
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var across = Mask.ofPadding(batch.padding());
    // a cache holds what the decoder needs of the states
    var states = pass.past() > 0 ? null : encoder.forward(batch, across, pass); // [B, S, d]
    var ids = written(batch, pass);
    var mask = among(ids, batch.decoderAttentionMask(), pass);
    var output = top.head().forward(decoder.forward(ids, mask, states, across, pass), batch, pass);
    return states == null ? output : output.with("encoder_last_hidden_state", states);
  }

  private static Mask among(NDArray ids, @Nullable NDArray told, Pass pass) {
    long rows = ids.getShape().get(0), queries = ids.getShape().get(1);
    if (told != null) return Mask.causal(Padding.of(told), queries);
    if (pass.past() == 0) return new Mask(null, null, true);
    if (queries == 1) return new Mask(null, null, false);
    var all = ids.getManager().ones(new Shape(rows, pass.past() + queries), DataType.INT64);
    return Mask.causal(Padding.of(all), queries);
  }

  /// What the decoder reads, [B, T].
  private NDArray written(Batch batch, Pass pass) {
    var told = batch.decoderInputIds();
    var source = "decoder_input_ids";
    if (told == null) {
      var labels = batch.labels();
      boolean echo = rereads || labels == null && tokens.echoes;
      if (!echo && labels == null) throw new Problem("model.input_missing", "decoder_input_ids");
      if (tokens.start < 0) throw new Problem("model.no_start");
      if (tokens.padding < 0) throw new Problem("model.no_padding");
      source = echo ? "input_ids" : "labels";
      told = Kernels.shifted(batch.get(source), tokens.start, tokens.padding);
    }
    if (rereads && !told.getShape().equals(batch.inputIds().getShape())) {
      var wanted = batch.inputIds().getShape();
      throw new Problem("model.input_shape", "decoder_input_ids", told.getShape(), wanted);
    }
    long length = pass.past() + told.getShape().get(1), largest = batch.largest(source);
    if (length > tokens.places) throw new Problem("model.too_long", length, tokens.places);
    if (largest >= tokens.vocabulary)
      throw new Problem("model.vocabulary", largest, tokens.vocabulary);
    return told;
  }

  @Override
  public boolean causal() {
    return true;
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    var decode = top.decode();
    if (decode == null) throw new Problem("model.no_lens");
    return decode.apply(last ? hidden : decoder.normalised(hidden));
  }

  @Override
  public Projection attentionOutput(int layer) {
    return decoder.output(Part.CROSS, layer);
  }

  @Override
  public Projection attentionOutput(Part part, int layer) {
    return switch (part) {
      case ENCODER -> encoder.output(layer);
      default -> decoder.output(part, layer);
    };
  }
}

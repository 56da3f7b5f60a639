package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.tensor.Kernels;

/// BART, post-norm encoder-decoder with learned positions: Lewis et al. 2019, arXiv:1910.13461.
final class Bart {
  static final Family FAMILY =
      Family.of(
              "bart",
              "Bart",
              (s, json) -> read(s).facts(json),
              Bart::build,
              Head.SEQUENCE_TO_SEQUENCE,
              Head.SEQUENCE_CLASSIFICATION,
              Head.QUESTION_ANSWERING)
          .reading("decoder_input_ids", "decoder_attention_mask")
          .parting(BartConfig.SHARED, "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
          .lastWord("hidden_size", "d_model")
          .lastWord("num_attention_heads", "encoder_attention_heads")
          .optionalPrefix("model.")
          .oldName("encoder.embed_tokens.weight", "shared.weight")
          .oldName("decoder.embed_tokens.weight", "shared.weight")
          .oldName("shared.weight", "encoder.embed_tokens.weight")
          .oldName("shared.weight", "decoder.embed_tokens.weight")
          .usually("pad_token_id", 1)
          .usually("bos_token_id", 0)
          .usually("eos_token_id", 2)
          .usually("decoder_start_token_id", 2)
          .usually("forced_eos_token_id", 2)
          .usually("num_labels", 3);

  /// Rows of the table of positions that nobody uses any more.
  private static final int OFFSET = 2;

  private Bart() {}

  private static BartConfig read(Settings s) {
    s.off("static_position_embeddings");
    var normed = "normalize_embedding";
    if (s.has(normed) && !s.flag(normed, true)) throw s.unsupported(normed);
    if (s.integer("extra_pos_embeddings", 0, OFFSET) != OFFSET)
      throw s.unsupported("extra_pos_embeddings");
    return BartConfig.read(s, 50265, true);
  }

  private static Net build(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    int hidden = c.hidden();
    var body = kind == Head.BASE ? at : at.in("model");
    boolean shared = s.flag(BartConfig.SHARED, true);
    var read = words(c, body.in(shared ? "shared" : "encoder.embed_tokens"));
    var written = shared ? read : words(c, body.in("decoder.embed_tokens"));
    var top =
        switch (kind) {
          case SEQUENCE_TO_SEQUENCE -> EncoderDecoder.speaking(c.tied(), written, at, c.spread());
          case SEQUENCE_CLASSIFICATION ->
              Top.of(
                  Heads.lastEnd(at, hidden, labels, c.tokens().end(), c.headDropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, hidden, 0, c.spread()));
          case BASE -> Top.of(Heads.bare());
          default -> throw kind.unbuilt();
        };
    return new EncoderDecoder(
        c.tokens(),
        stack(c, Part.ENCODER, body.in("encoder"), read),
        stack(c, Part.DECODER, body.in("decoder"), written),
        top,
        kind == Head.SEQUENCE_CLASSIFICATION || kind == Head.QUESTION_ANSWERING);
  }

  private static Embedding words(BartConfig c, Params at) {
    return new Embedding(at, c.vocab(), c.hidden(), c.tokens().padding(), c.spread());
  }

  private static BartStack stack(BartConfig c, Part part, Params at, Embedding words) {
    var table =
        new Embedding(at.in("embed_positions"), c.places() + OFFSET, c.hidden(), c.spread());
    return new BartStack(
        c,
        part,
        at,
        words,
        (ids, past) -> table.forward(Kernels.positions(ids, past + OFFSET)),
        true);
  }
}

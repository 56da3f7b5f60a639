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

/// Marian's translators, BART's layers with fixed positions: Junczys-Dowmunt et al. 2018, arXiv:1804.00344; the positions
/// are those of Vaswani et al. 2017, arXiv:1706.03762, sines first.
final class Marian {
  static final Family FAMILY =
      Family.of("marian", "Marian", (s, json) -> read(s).facts(json), Marian::build)
          .architecture(Head.SEQUENCE_TO_SEQUENCE, "MarianMTModel")
          .reading("decoder_input_ids", "decoder_attention_mask")
          .parting(BartConfig.SHARED, "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
          .lastWord("hidden_size", "d_model")
          .lastWord("num_attention_heads", "encoder_attention_heads")
          .optionalPrefix("model.")
          .oldName("encoder.embed_tokens.weight", "shared.weight")
          .oldName("decoder.embed_tokens.weight", "shared.weight")
          .ignoring("embed_positions\\.weight")
          .usually("pad_token_id", 58100)
          .usually("eos_token_id", 0)
          .usually("decoder_start_token_id", 58100)
          .usually("forced_eos_token_id", 0);

  private Marian() {}

  private static BartConfig read(Settings s) {
    s.off("normalize_embedding");
    var fixed = "static_position_embeddings";
    if (s.has(fixed) && !s.flag(fixed, true)) throw s.unsupported(fixed);
    return BartConfig.read(s, 58101, false);
  }

  private static Net build(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    var body = kind == Head.BASE ? at : at.in("model");
    boolean shared = s.flag(BartConfig.SHARED, true);
    var read = words(c, body.in(shared ? "shared" : "encoder.embed_tokens"), c.vocab());
    var written =
        shared ? read : words(c, body.in("decoder.embed_tokens"), c.tokens().vocabulary());
    var top =
        kind == Head.BASE
            ? Top.of(Heads.bare())
            : EncoderDecoder.speaking(c.tied(), written, at, c.spread());
    return new EncoderDecoder(
        c.tokens(),
        stack(c, Part.ENCODER, body.in("encoder"), read),
        stack(c, Part.DECODER, body.in("decoder"), written),
        top,
        false);
  }

  private static Embedding words(BartConfig c, Params at, int rows) {
    return new Embedding(at, rows, c.hidden(), c.tokens().padding(), c.spread());
  }

  private static BartStack stack(BartConfig c, Part part, Params at, Embedding words) {
    return new BartStack(
        c,
        part,
        at,
        words,
        (ids, past) -> Kernels.sinusoids(Kernels.positions(ids, past), c.hidden()),
        false);
  }
}

package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Part;
import org.vitrine.core.tensor.Kernels;

/// T5, pre-norm encoder-decoder with relative positions: Raffel et al. 2019, arXiv:1910.10683; its successors 1.1 and Flan
/// have a gate and a head of their own, and mT5 (Xue et al. 2020, arXiv:2010.11934) is the same in a hundred languages.
final class T5 {
  static final Family FAMILY =
      family("t5", "T5", new T5Config.Defaults(32128, 2048, 6, 8, "relu", true));
  static final Family MULTILINGUAL =
      family("mt5", "MT5", new T5Config.Defaults(250112, 1024, 8, 6, "gated-gelu", false))
          .usually("decoder_start_token_id", 0);

  private T5() {}

  private static Family family(String name, String stem, T5Config.Defaults defaults) {
    return Family.of(
            name,
            stem,
            (s, json) -> T5Config.read(s, defaults).facts(json),
            (s, head, labels, at) -> build(s, T5Config.read(s, defaults), head, labels, at),
            Head.SEQUENCE_TO_SEQUENCE,
            Head.SEQUENCE_CLASSIFICATION,
            Head.TOKEN_CLASSIFICATION,
            Head.QUESTION_ANSWERING,
            Head.ENCODER)
        .reading("decoder_input_ids", "decoder_attention_mask")
        .calling("d_model", "num_layers", "num_heads")
        .lastWord("head_dim", "d_kv")
        .optionalPrefix("transformer.")
        .oldName("encoder.embed_tokens.weight", "shared.weight")
        .oldName("decoder.embed_tokens.weight", "shared.weight")
        .ignoring("EncDecAttention\\.relative_attention_bias\\.weight")
        .usually("pad_token_id", 0)
        .usually("eos_token_id", 1);
  }

  private static Net build(Settings s, T5Config c, Head kind, int labels, Params at) {
    boolean half = kind == Head.ENCODER || kind == Head.TOKEN_CLASSIFICATION;
    if (!half && !s.flag("is_encoder_decoder", true)) throw s.unsupported("is_encoder_decoder");
    boolean inner = kind == Head.SEQUENCE_CLASSIFICATION || kind == Head.TOKEN_CLASSIFICATION;
    var body = inner ? at.in("transformer") : at;
    var words = new Embedding(body.in("shared"), c.vocab(), c.hidden(), c.factor());
    var reading = half ? Part.WHOLE : Part.ENCODER;
    var encoder = new T5Stack(c, reading, c.layers(), body.in("encoder"), words);
    if (kind == Head.ENCODER) return new Encoder(encoder.alone(), Top.of(Heads.bare()));
    if (kind == Head.TOKEN_CLASSIFICATION)
      return new Encoder(
          encoder.alone(),
          Top.of(Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread())));
    var decoder = new T5Stack(c, Part.DECODER, c.decoderLayers(), body.in("decoder"), words);
    var top =
        switch (kind) {
          case SEQUENCE_TO_SEQUENCE -> Top.speaking(false, speaker(c, words, at));
          case SEQUENCE_CLASSIFICATION ->
              Top.of(
                  Heads.lastEnd(
                      at, c.hidden(), labels, c.tokens().end(), c.headDropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case BASE -> Top.of(Heads.bare());
          default -> throw kind.unbuilt();
        };
    boolean rereads = kind == Head.SEQUENCE_CLASSIFICATION || kind == Head.QUESTION_ANSWERING;
    return new EncoderDecoder(c.tokens(), encoder, decoder, top, rereads);
  }

  /// The first T5 divides states by √d before it compares them with the words' embeddings.
  private static UnaryOperator<NDArray> speaker(T5Config c, Embedding words, Params at) {
    var own = at.asHead().in("lm_head");
    var decoder = Linear.over(Heads.decoder(c.tied(), words.weight(), own, c.factor()), null);
    if (!c.scaled()) return decoder::forward;
    return x -> decoder.forward(Kernels.scale(x, 1 / Math.sqrt(c.hidden())));
  }
}

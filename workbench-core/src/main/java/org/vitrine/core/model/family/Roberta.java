package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.tensor.Kernels;

/// RoBERTa: BERT's encoder with positions counted from the padding id, and heads of its own: Liu et al. 2019,
/// arXiv:1907.11692. XLM-RoBERTa (arXiv:1911.02116) and CamemBERT (arXiv:1911.03894) are the same with other words.
final class Roberta {
  static final Family FAMILY = family("roberta", "Roberta", 50265);
  static final Family XLM = family("xlm-roberta", "XLMRoberta", 30522);
  static final Family CAMEMBERT = family("camembert", "Camembert", 30522);

  private Roberta() {}

  /// @param vocab where `config.json` is silent
  private static Family family(String name, String stem, int vocab) {
    var defaults = BertConfig.Defaults.ofBase(vocab, 1);
    return Family.of(
            name,
            stem,
            (s, json) -> {
              var c = BertConfig.read(s, defaults);
              return c.facts(json, c.places() - c.padding() - 1);
            },
            (s, head, labels, at) -> build(BertConfig.read(s, defaults), head, labels, at),
            Head.SEQUENCE_CLASSIFICATION,
            Head.TOKEN_CLASSIFICATION,
            Head.QUESTION_ANSWERING,
            Head.MASKED_LM)
        .optionalPrefix("roberta.")
        .oldName("LayerNorm.gamma", "LayerNorm.weight")
        .oldName("LayerNorm.beta", "LayerNorm.bias")
        .oldName("lm_head.decoder.bias", "lm_head.bias")
        .ignoring(
            "embeddings\\.position_ids", "embeddings\\.token_type_ids", "pooler\\.dense\\..*");
  }

  private static Encoder build(BertConfig c, Head kind, int labels, Params at) {
    var body = kind == Head.BASE ? at : at.in("roberta");
    int padding = c.padding();
    var encoder =
        new BertEncoder(c, body, ids -> Kernels.positionsAfterPadding(ids, padding), padding);
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> {
            var dense = body.asHead().in("pooler.dense");
            var pooler = new Linear(dense, c.hidden(), c.hidden(), c.spread());
            yield Top.of(Heads.bare(Heads.first(0, pooler, Activation.TANH)));
          }
          case SEQUENCE_CLASSIFICATION ->
              Top.ofFirst(1, c.textClasses(Activation.TANH, labels, at.asHead().in("classifier")));
          case TOKEN_CLASSIFICATION ->
              Top.of(Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case MASKED_LM -> words(c, encoder, at.asHead().in("lm_head"));
          default -> throw kind.unbuilt();
        });
  }

  /// Exact gelu whatever the encoder's activation.
  private static Top words(BertConfig c, BertEncoder encoder, Params at) {
    return Heads.words(
        new Linear(at.in("dense"), c.hidden(), c.hidden(), c.spread()),
        Activation.GELU,
        new LayerNorm(at.in("layer_norm"), c.hidden(), c.epsilon()),
        Heads.decoder(c.tied(), encoder.words().weight(), at.in("decoder"), at, c.spread()));
  }
}

package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;

/// BERT, post-norm encoder: Devlin et al. 2018, arXiv:1810.04805.
final class Bert {
  static final Family FAMILY =
      Family.of(
              "bert",
              "Bert",
              (s, json) -> {
                var c = read(s);
                return c.facts(json, c.places());
              },
              Bert::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
          .alsoFrom(Head.MASKED_LM, "BertForPreTraining")
          .optionalPrefix("bert.")
          .oldName("LayerNorm.gamma", "LayerNorm.weight")
          .oldName("LayerNorm.beta", "LayerNorm.bias")
          .oldName("cls.predictions.decoder.bias", "cls.predictions.bias")
          .ignoring(
              "embeddings\\.position_ids",
              "embeddings\\.token_type_ids",
              "cls\\.seq_relationship\\..*");

  private Bert() {}

  private static BertConfig read(Settings s) {
    return BertConfig.read(s, BertConfig.Defaults.BERT);
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    var body = kind == Head.BASE ? at : at.in("bert");
    var encoder = new BertEncoder(c, body, BertEmbeddings.Positions.COUNTED, -1);
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> Top.of(Heads.bare(pooler(c, body.asHead())));
          case SEQUENCE_CLASSIFICATION ->
              Top.ofFirst(
                  1,
                  Heads.texts(
                      pooler(c, body.asHead()),
                      c.headDropout(),
                      new Linear(at.asHead().in("classifier"), c.hidden(), labels, c.spread())));
          case TOKEN_CLASSIFICATION ->
              Top.of(Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case MASKED_LM -> words(c, encoder, at.asHead().in("cls.predictions"));
          default -> throw kind.unbuilt();
        });
  }

  /// The first token through a linear layer and tanh.
  private static Heads.Pool pooler(BertConfig c, Params at) {
    var dense = new Linear(at.in("pooler.dense"), c.hidden(), c.hidden(), c.spread());
    return Heads.first(0, dense, Activation.TANH);
  }

  private static Top words(BertConfig c, BertEncoder encoder, Params at) {
    return Heads.words(
        new Linear(at.in("transform.dense"), c.hidden(), c.hidden(), c.spread()),
        c.activation(),
        new LayerNorm(at.in("transform.LayerNorm"), c.hidden(), c.epsilon()),
        Heads.decoder(c.tied(), encoder.words().weight(), at.in("decoder"), at, c.spread()));
  }
}

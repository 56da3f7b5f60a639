package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.tensor.Kernels;

/// ELECTRA: BERT's encoder, learnt by telling which tokens a small generator replaced: Clark et al. 2020,
/// arXiv:2003.10555.
final class Electra {
  private static final BertConfig.Defaults DEFAULTS =
      new BertConfig.Defaults(30522, 128, 256, 12, 4, 1024, 0, 0.1, "gelu");
  static final Family FAMILY =
      Family.of(
              "electra",
              "Electra",
              (s, json) -> {
                var c = read(s);
                return c.facts(json, c.places());
              },
              Electra::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM,
              Head.REPLACED_TOKENS)
          .optionalPrefix("electra.")
          .oldName("LayerNorm.gamma", "LayerNorm.weight")
          .oldName("LayerNorm.beta", "LayerNorm.bias")
          .ignoring(
              "embeddings\\.position_ids",
              "embeddings\\.token_type_ids",
              "discriminator_predictions\\..*",
              "generator_(predictions|lm_head)\\..*");

  private Electra() {}

  private static BertConfig read(Settings s) {
    return BertConfig.read(s, DEFAULTS);
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    var body = kind == Head.BASE ? at : at.in("electra");
    var encoder = new BertEncoder(c, body, BertEmbeddings.Positions.COUNTED, -1);
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> Top.of(Heads.bare());
          case SEQUENCE_CLASSIFICATION ->
              Top.ofFirst(1, c.textClasses(Activation.GELU, labels, at.asHead().in("classifier")));
          case TOKEN_CLASSIFICATION ->
              Top.of(Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case MASKED_LM -> words(c, encoder, at.asHead());
          case REPLACED_TOKENS -> Top.of(replaced(c, at.asHead().in("discriminator_predictions")));
          default -> throw kind.unbuilt();
        });
  }

  /// Back to the width of the embeddings, exact gelu whatever the encoder's activation.
  private static Top words(BertConfig c, BertEncoder encoder, Params at) {
    var own = at.in("generator_predictions");
    var matrix = at.in("generator_lm_head");
    return Heads.words(
        new Linear(own.in("dense"), c.hidden(), c.embedding(), c.spread()),
        Activation.GELU,
        new LayerNorm(own.in("LayerNorm"), c.embedding(), c.epsilon()),
        Heads.decoder(c.tied(), encoder.words().weight(), matrix, matrix, c.spread()));
  }

  /// How likely each token was put in the place of another, before the sigmoid: [B, T].
  private static Head.Layers replaced(BertConfig c, Params at) {
    var dense = new Linear(at.in("dense"), c.hidden(), c.hidden(), c.spread());
    var out = new Linear(at.in("dense_prediction"), c.hidden(), 1, c.spread());
    return (x, _, _) ->
        Output.of(
            "logits", Kernels.flatLast(out.forward(c.activation().forward(dense.forward(x)))));
  }
}

package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;

/// RoBERTa: BERT's encoder with positions counted from the padding id, and heads of its own: Liu et al. 2019,
/// arXiv:1907.11692.
final class Roberta implements Net {
  static final Family FAMILY =
      Family.of(
              "roberta",
              "Roberta",
              (s, json) -> {
                var c = read(s);
                return c.facts(json, c.places() - c.padding() - 1);
              },
              Roberta::new,
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

  private final BertEncoder encoder;
  private final Head.Layers head;

  Roberta(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    var body = kind == Head.BASE ? at : at.in("roberta");
    encoder =
        new BertEncoder(
            c, body, ids -> Kernels.positionsAfterPadding(ids, c.padding()), c.padding());
    head =
        switch (kind) {
          case BASE -> pooled(c, body.asHead());
          case SEQUENCE_CLASSIFICATION -> classifier(c, labels, at.asHead().in("classifier"));
          case TOKEN_CLASSIFICATION ->
              Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread());
          case QUESTION_ANSWERING -> Heads.spans(at, c.hidden(), 0, c.spread());
          case MASKED_LM ->
              new LanguageHead(c, encoder.words().weight(), at.asHead().in("lm_head"));
          case CAUSAL_LM -> throw new IllegalArgumentException(kind.name());
        };
  }

  private static BertConfig read(Settings s) {
    return BertConfig.read(s, 50265, 2, 1, 1e-12);
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    return head.forward(encoder.forward(batch, pass), batch, pass);
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    return head instanceof LanguageHead p ? p.decode(hidden) : Net.super.lens(hidden, last);
  }

  @Override
  public Projection attentionOutput(int layer) {
    return encoder.attentionOutput(layer);
  }

  private static Head.Layers pooled(BertConfig c, Params at) {
    var pooler = new Linear(at.in("pooler.dense"), c.hidden(), c.hidden(), c.spread());
    return (x, _, _) ->
        Output.of("last_hidden_state", x)
            .with("pooler_output", Activation.TANH.forward(pooler.forward(Kernels.firstToken(x))));
  }

  /// The first token through dense, tanh and out: no pooler.
  private static Head.Layers classifier(BertConfig c, int labels, Params at) {
    var dropout = new Dropout(c.headDropout());
    var dense = new Linear(at.in("dense"), c.hidden(), c.hidden(), c.spread());
    var out = new Linear(at.in("out_proj"), c.hidden(), labels, c.spread());
    return (x, _, pass) -> {
      var first = dropout.forward(Kernels.firstToken(x), pass); // [B, H]
      var y = Activation.TANH.forward(dense.forward(first));
      return Output.of("logits", out.forward(dropout.forward(y, pass)));
    };
  }

  /// Dense, exact gelu whatever the encoder's activation, norm, then the word embeddings with a bias.
  private static final class LanguageHead implements Head.Layers {
    final Linear dense, decoder;
    final LayerNorm norm;

    LanguageHead(BertConfig c, Param words, Params at) {
      dense = new Linear(at.in("dense"), c.hidden(), c.hidden(), c.spread());
      norm = new LayerNorm(at.in("layer_norm"), c.hidden(), c.epsilon());
      var bias = at.declare("bias", Param.Start.ZEROS, c.vocab());
      decoder = Linear.over(Heads.decoder(c.tied(), words, at.in("decoder"), c.spread()), bias);
    }

    @Override
    public Output forward(NDArray x, Batch batch, Pass pass) {
      return Heads.scored(x, batch, pass, false, this::decode);
    }

    NDArray decode(NDArray x) {
      return decoder.forward(norm.forward(Activation.GELU.forward(dense.forward(x))));
    }
  }
}

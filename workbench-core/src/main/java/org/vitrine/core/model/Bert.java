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

/// BERT, post-norm encoder: Devlin et al. 2018, arXiv:1810.04805.
final class Bert implements Net {
  static final Family FAMILY =
      Family.of(
              "bert",
              "Bert",
              (s, json) -> {
                var c = read(s);
                return c.facts(json, c.places());
              },
              Bert::new,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
          .optionalPrefix("bert.")
          .oldName("LayerNorm.gamma", "LayerNorm.weight")
          .oldName("LayerNorm.beta", "LayerNorm.bias")
          .oldName("cls.predictions.decoder.bias", "cls.predictions.bias")
          .ignoring(
              "embeddings\\.position_ids",
              "embeddings\\.token_type_ids",
              "cls\\.seq_relationship\\..*");

  private final BertEncoder encoder;
  private final Head.Layers head;

  Bert(Settings s, Head kind, int labels, Params at) {
    var c = read(s);
    var body = kind == Head.BASE ? at : at.in("bert");
    encoder = new BertEncoder(c, body, ids -> Kernels.positions(ids, 0), -1);
    head =
        switch (kind) {
          case BASE -> pooled(new Pooler(c, body.asHead()));
          case SEQUENCE_CLASSIFICATION ->
              classifier(c, new Pooler(c, body.asHead()), labels, at.asHead());
          case TOKEN_CLASSIFICATION ->
              Heads.tokens(at, c.hidden(), labels, c.headDropout(), c.spread());
          case QUESTION_ANSWERING -> Heads.spans(at, c.hidden(), 0, c.spread());
          case MASKED_LM ->
              new Predictions(c, encoder.words().weight(), at.asHead().in("cls.predictions"));
          case CAUSAL_LM -> throw new IllegalArgumentException(kind.name());
        };
  }

  private static BertConfig read(Settings s) {
    return BertConfig.read(s, 30522, 2, 0, 1e-12);
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    return head.forward(encoder.forward(batch, pass), batch, pass);
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    return head instanceof Predictions p ? p.decode(hidden) : Net.super.lens(hidden, last);
  }

  @Override
  public Projection attentionOutput(int layer) {
    return encoder.attentionOutput(layer);
  }

  private static Head.Layers pooled(Pooler pooler) {
    return (x, _, _) -> Output.of("last_hidden_state", x).with("pooler_output", pooler.forward(x));
  }

  private static Head.Layers classifier(BertConfig c, Pooler pooler, int labels, Params at) {
    var dropout = new Dropout(c.headDropout());
    var out = new Linear(at.in("classifier"), c.hidden(), labels, c.spread());
    return (x, _, pass) ->
        Output.of("logits", out.forward(dropout.forward(pooler.forward(x), pass)));
  }

  /// The first token through a linear layer and tanh: [B, T, H] to [B, H].
  private static final class Pooler {
    final Linear dense;

    Pooler(BertConfig c, Params at) {
      dense = new Linear(at.in("pooler.dense"), c.hidden(), c.hidden(), c.spread());
    }

    NDArray forward(NDArray x) {
      return Activation.TANH.forward(dense.forward(Kernels.firstToken(x)));
    }
  }

  /// The masked-language head: a transform, then the word embeddings again with a bias of their own.
  private static final class Predictions implements Head.Layers {
    final Linear transform, decoder;
    final LayerNorm norm;
    final Activation activation;

    Predictions(BertConfig c, Param words, Params at) {
      transform = new Linear(at.in("transform.dense"), c.hidden(), c.hidden(), c.spread());
      norm = new LayerNorm(at.in("transform.LayerNorm"), c.hidden(), c.epsilon());
      var bias = at.declare("bias", Param.Start.ZEROS, c.vocab());
      decoder = Linear.over(Heads.decoder(c.tied(), words, at.in("decoder"), c.spread()), bias);
      activation = c.activation();
    }

    @Override
    public Output forward(NDArray x, Batch batch, Pass pass) {
      return Heads.scored(x, batch, pass, false, this::decode);
    }

    NDArray decode(NDArray x) {
      return decoder.forward(norm.forward(activation.forward(transform.forward(x))));
    }
  }
}

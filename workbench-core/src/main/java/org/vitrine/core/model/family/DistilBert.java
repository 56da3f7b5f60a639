package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;
import org.vitrine.core.tensor.Kernels;
import tools.jackson.databind.node.ObjectNode;

/// DistilBERT, BERT's encoder at half the depth without token types and pooler: Sanh et al. 2019, arXiv:1910.01108.
final class DistilBert implements Encoder.Body {
  static final Family FAMILY =
      Family.of(
              "distilbert",
              "DistilBert",
              (s, json) -> Config.read(s).facts(json),
              DistilBert::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
          .calling("dim", "n_layers", "n_heads")
          .optionalPrefix("distilbert.")
          .oldName("LayerNorm.gamma", "LayerNorm.weight")
          .oldName("LayerNorm.beta", "LayerNorm.bias")
          .ignoring("embeddings\\.position_ids");

  /// The reference fixes the epsilon of every norm.
  private static final double EPSILON = 1e-12;

  private record Config(
      int vocab,
      int hidden,
      int layers,
      int heads,
      int inner,
      int places,
      int padding,
      double dropout,
      double attentionDropout,
      double classifierDropout,
      double spanDropout,
      double spread,
      boolean tied,
      Activation activation) {
    static Config read(Settings s) {
      s.off("is_decoder", "add_cross_attention", "is_encoder_decoder");
      s.none("pruned_heads", "quantization_config");
      var c =
          new Config(
              s.integer("vocab_size", 1, 30522),
              s.integer("dim", 1, 768),
              s.layers("n_layers", 0, 6),
              s.integer("n_heads", 1, 12),
              s.integer("hidden_dim", 1, 3072),
              s.integer("max_position_embeddings", 1, 512),
              s.integer("pad_token_id", 0, 0),
              s.rate("dropout", 0.1),
              s.rate("attention_dropout", 0.1),
              s.rate("seq_classif_dropout", 0.2),
              s.rate("qa_dropout", 0.1),
              s.number("initializer_range", 0.02),
              s.flag("tie_word_embeddings", true),
              Activation.of(s.text("activation", "gelu"), "activation"));
      if (c.hidden % c.heads != 0) throw new Problem("model.heads", c.hidden, c.heads);
      return c;
    }

    ModelConfig facts(ObjectNode json) {
      return new ModelConfig(json, vocab, places, padding, hidden, layers, heads, inner);
    }
  }

  private final Embedding words, places;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final EncoderLayers layers;

  private DistilBert(Config c, Params at) {
    var table = at.in("embeddings");
    words = new Embedding(table.in("word_embeddings"), c.vocab, c.hidden, c.padding, c.spread);
    places = new Embedding(table.in("position_embeddings"), c.places, c.hidden, c.spread);
    norm = new LayerNorm(table.in("LayerNorm"), c.hidden, EPSILON);
    dropout = new Dropout(c.dropout);
    layers = new EncoderLayers(at.in("transformer.layer").each(c.layers, in -> step(c, in)), 1);
  }

  /// Nothing is dropped after the attention's output.
  private static EncoderLayers.Step step(Config c, Params at) {
    var own = at.in("attention");
    var attention =
        new SelfAttention(
            new Linear(own.in("q_lin"), c.hidden, c.hidden, c.spread),
            new Linear(own.in("k_lin"), c.hidden, c.hidden, c.spread),
            new Linear(own.in("v_lin"), c.hidden, c.hidden, c.spread),
            new Linear(own.in("out_lin"), c.hidden, c.hidden, c.spread));
    var layer =
        new PostNormLayer(
            attention,
            new Dropout(0),
            new LayerNorm(at.in("sa_layer_norm"), c.hidden, EPSILON),
            new FeedForward(
                new Linear(at.in("ffn.lin1"), c.hidden, c.inner, c.spread),
                c.activation,
                new Linear(at.in("ffn.lin2"), c.inner, c.hidden, c.spread)),
            new Dropout(c.dropout),
            new LayerNorm(at.in("output_layer_norm"), c.hidden, EPSILON));
    double scale = 1 / Math.sqrt((double) c.hidden / c.heads);
    return new EncoderLayers.Step(
        layer, new Attention(at.layer(), c.heads, c.attentionDropout, scale), ScoreBias.NONE);
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = Config.read(s);
    var encoder = new DistilBert(c, kind == Head.BASE ? at : at.in("distilbert"));
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> Top.of(Heads.bare());
          case SEQUENCE_CLASSIFICATION -> Top.ofFirst(1, texts(c, labels, at.asHead()));
          case TOKEN_CLASSIFICATION ->
              Top.of(Heads.tokens(at, c.hidden, labels, c.dropout, c.spread));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden, c.spanDropout, c.spread));
          case MASKED_LM -> encoder.words(c, at.asHead());
          default -> throw kind.unbuilt();
        });
  }

  private static Head.Layers texts(Config c, int labels, Params at) {
    var dense = new Linear(at.in("pre_classifier"), c.hidden, c.hidden, c.spread);
    var out = new Linear(at.in("classifier"), c.hidden, labels, c.spread);
    return Heads.texts(Heads.first(0, dense, Activation.RELU), c.classifierDropout, out);
  }

  private Top words(Config c, Params at) {
    var own = at.in("vocab_projector");
    return Heads.words(
        new Linear(at.in("vocab_transform"), c.hidden, c.hidden, c.spread),
        c.activation,
        new LayerNorm(at.in("vocab_layer_norm"), c.hidden, EPSILON),
        Heads.decoder(c.tied, words.weight(), own, own, c.spread));
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var place = batch.positionIds();
    var x = pass.words(words.forward(ids));
    x = Kernels.add(x, places.forward(place == null ? Kernels.positions(ids, 0) : place));
    return layers.forward(dropout.forward(norm.forward(x), pass), batch, pass);
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return layers.attentionOutput(layer);
  }
}

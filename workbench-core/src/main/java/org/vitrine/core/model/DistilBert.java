package org.vitrine.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Attention;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import tools.jackson.databind.node.ObjectNode;

/// DistilBERT, BERT's encoder at half the depth without token types and pooler: Sanh et al. 2019, arXiv:1910.01108.
final class DistilBert implements Net {
  static final Family FAMILY =
      Family.of(
              "distilbert",
              "DistilBert",
              (s, json) -> Config.read(s).facts(json),
              DistilBert::new,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
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
      s.off("sinusoidal_pos_embds", "is_decoder", "add_cross_attention", "is_encoder_decoder");
      s.none("pruned_heads", "quantization_config");
      var c =
          new Config(
              s.integer("vocab_size", 1, 30522),
              s.integer("dim", 1, 768),
              s.integer("n_layers", 0, 6),
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
  private final List<Block> blocks;
  private final Head.Layers head;

  DistilBert(Settings s, Head kind, int labels, Params at) {
    var c = Config.read(s);
    var body = kind == Head.BASE ? at : at.in("distilbert");
    var table = body.in("embeddings");
    words = new Embedding(table.in("word_embeddings"), c.vocab, c.hidden, c.padding, c.spread);
    places = new Embedding(table.in("position_embeddings"), c.places, c.hidden, c.spread);
    norm = new LayerNorm(table.in("LayerNorm"), c.hidden, EPSILON);
    dropout = new Dropout(c.dropout);
    blocks = body.in("transformer.layer").each(c.layers, layer -> new Block(c, layer));
    head =
        switch (kind) {
          case BASE -> (x, _, _) -> Output.of("last_hidden_state", x);
          case SEQUENCE_CLASSIFICATION -> classifier(c, labels, at.asHead());
          case TOKEN_CLASSIFICATION -> Heads.tokens(at, c.hidden, labels, c.dropout, c.spread);
          case QUESTION_ANSWERING -> Heads.spans(at, c.hidden, c.spanDropout, c.spread);
          case MASKED_LM -> new LanguageHead(c, words.weight(), at.asHead());
          case CAUSAL_LM -> throw new IllegalArgumentException(kind.name());
        };
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var mask = Mask.ofPadding(batch.attentionMask());
    var x = pass.hidden(embed(batch, pass)); // [B, T, H]
    for (var block : blocks) x = pass.hidden(pass.layer(x, in -> block.forward(in, mask, pass)));
    return head.forward(x, batch, pass);
  }

  private NDArray embed(Batch batch, Pass pass) {
    var ids = batch.inputIds();
    var place = batch.positionIds();
    var x = pass.words(words.forward(ids));
    x = Kernels.add(x, places.forward(place == null ? Kernels.positions(ids, 0) : place));
    return dropout.forward(norm.forward(x), pass);
  }

  @Override
  public NDArray lens(NDArray hidden, boolean last) {
    return head instanceof LanguageHead p ? p.decode(hidden) : Net.super.lens(hidden, last);
  }

  @Override
  public Projection attentionOutput(int layer) {
    return new Projection(blocks.get(layer).output.weight(), false);
  }

  private static Head.Layers classifier(Config c, int labels, Params at) {
    var dense = new Linear(at.in("pre_classifier"), c.hidden, c.hidden, c.spread);
    var out = new Linear(at.in("classifier"), c.hidden, labels, c.spread);
    var dropout = new Dropout(c.classifierDropout);
    return (x, _, pass) -> {
      var y = Activation.RELU.forward(dense.forward(Kernels.firstToken(x))); // [B, H]
      return Output.of("logits", out.forward(dropout.forward(y, pass)));
    };
  }

  /// Attention, then feed-forward; each adds to its input and is normalised after.
  private static final class Block {
    final Linear query, key, value, output, inner, outer;
    final LayerNorm attentionNorm, norm;
    final Attention attention;
    final Dropout dropout;
    final Activation activation;

    Block(Config c, Params at) {
      var own = at.in("attention");
      query = new Linear(own.in("q_lin"), c.hidden, c.hidden, c.spread);
      key = new Linear(own.in("k_lin"), c.hidden, c.hidden, c.spread);
      value = new Linear(own.in("v_lin"), c.hidden, c.hidden, c.spread);
      output = new Linear(own.in("out_lin"), c.hidden, c.hidden, c.spread);
      attentionNorm = new LayerNorm(at.in("sa_layer_norm"), c.hidden, EPSILON);
      inner = new Linear(at.in("ffn.lin1"), c.hidden, c.inner, c.spread);
      outer = new Linear(at.in("ffn.lin2"), c.inner, c.hidden, c.spread);
      norm = new LayerNorm(at.in("output_layer_norm"), c.hidden, EPSILON);
      attention =
          new Attention(
              at.layer(), c.heads, c.attentionDropout, 1 / Math.sqrt((double) c.hidden / c.heads));
      dropout = new Dropout(c.dropout);
      activation = c.activation;
    }

    NDArray forward(NDArray x, Mask mask, Pass pass) {
      var q = attention.split(query.forward(x)); // [B, heads, T, H / heads]
      var k = attention.split(key.forward(x));
      var v = attention.split(value.forward(x));
      x =
          attentionNorm.forward(
              Kernels.add(output.forward(attention.forward(q, k, v, mask, pass)), x));
      var y = outer.forward(activation.forward(inner.forward(x))); // [B, T, inner] between
      return norm.forward(Kernels.add(dropout.forward(y, pass), x));
    }
  }

  /// Transform, activation, norm, then the word embeddings with a bias.
  private static final class LanguageHead implements Head.Layers {
    final Linear transform, projector;
    final LayerNorm norm;
    final Activation activation;

    LanguageHead(Config c, Param words, Params at) {
      transform = new Linear(at.in("vocab_transform"), c.hidden, c.hidden, c.spread);
      norm = new LayerNorm(at.in("vocab_layer_norm"), c.hidden, EPSILON);
      var own = at.in("vocab_projector");
      var bias = own.declare("bias", Param.Start.ZEROS, c.vocab);
      projector = Linear.over(Heads.decoder(c.tied, words, own, c.spread), bias);
      activation = c.activation;
    }

    @Override
    public Output forward(NDArray x, Batch batch, Pass pass) {
      return Heads.scored(x, batch, pass, false, this::decode);
    }

    NDArray decode(NDArray x) {
      return projector.forward(norm.forward(activation.forward(transform.forward(x))));
    }
  }
}

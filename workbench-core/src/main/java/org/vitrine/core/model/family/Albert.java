package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.FeedForward;
import org.vitrine.core.nn.LayerNorm;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.nn.PostNormLayer;
import org.vitrine.core.nn.ScoreBias;
import org.vitrine.core.nn.SelfAttention;
import tools.jackson.databind.node.ObjectNode;

/// ALBERT: few layers used many times, over narrow tables of words: Lan et al. 2019, arXiv:1909.11942.
final class Albert implements Encoder.Body {
  private static final BertConfig.Defaults DEFAULTS =
      new BertConfig.Defaults(30000, 128, 4096, 12, 64, 16384, 0, 0, "gelu_new");
  static final Family FAMILY =
      Family.of(
              "albert",
              "Albert",
              (s, json) -> Config.read(s).facts(json),
              Albert::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION,
              Head.QUESTION_ANSWERING,
              Head.MASKED_LM)
          .alsoFrom(Head.MASKED_LM, "AlbertForPreTraining")
          .optionalPrefix("albert.")
          .oldName("LayerNorm.gamma", "LayerNorm.weight")
          .oldName("LayerNorm.beta", "LayerNorm.bias")
          .oldName("predictions.decoder.bias", "predictions.bias")
          .ignoring(
              "embeddings\\.position_ids",
              "embeddings\\.token_type_ids",
              "sop_classifier\\..*",
              "predictions\\..*",
              "pooler\\..*");

  /// @param groups sets of layers, each used for its share of the depth; @param inner layers in a set
  private record Config(BertConfig shared, int groups, int inner) {
    static Config read(Settings s) {
      var c = BertConfig.read(s, DEFAULTS);
      var name = "classifier_dropout_prob";
      double rate = s.isNull(name) ? c.dropout() : s.rate(name, 0.1);
      int groups = s.layers("num_hidden_groups", 1, 1), inner = s.layers("inner_group_num", 1, 1);
      long most = (long) inner * Math.max(groups, c.layers());
      if (most > Settings.MOST_LAYERS) throw s.wrong("inner_group_num");
      return new Config(c.headDropout(rate), groups, inner);
    }

    /// Which set of layers stands at a place of the depth.
    int group(int place) {
      return (int) (place / ((double) shared.layers() / groups));
    }

    ModelConfig facts(ObjectNode json) {
      var c = shared;
      int layers = c.layers() * inner;
      return new ModelConfig(
          json, c.vocab(), c.places(), c.padding(), c.hidden(), layers, c.heads(), c.inner());
    }
  }

  private final BertEmbeddings embeddings;
  private final Linear projection;
  private final EncoderLayers layers;

  private Albert(Config config, Params at) {
    var c = config.shared;
    embeddings = new BertEmbeddings(c, at.in("embeddings"), BertEmbeddings.Positions.COUNTED, -1);
    var own = at.in("encoder");
    projection =
        new Linear(own.in("embedding_hidden_mapping_in"), c.embedding(), c.hidden(), c.spread());
    var groups =
        own.in("albert_layer_groups")
            .each(
                config.groups,
                group -> group.in("albert_layers").each(config.inner, in -> new Layer(c, in)));
    var steps = new ArrayList<EncoderLayers.Step>();
    for (int place = 0; place < c.layers(); place++) {
      for (var layer : groups.get(config.group(place))) {
        steps.add(new EncoderLayers.Step(layer.layer, c.attention(steps.size()), layer.bias));
      }
    }
    layers = new EncoderLayers(List.copyOf(steps), config.inner);
  }

  /// One set of weights.
  private record Layer(PostNormLayer layer, ScoreBias bias) {
    Layer(BertConfig c, Params at) {
      // what distances add comes after the division of the scores
      this(post(c, at, at.in("attention")), c.bias(at.in("attention"), 1));
    }

    /// Nothing is dropped after the feed-forward.
    static PostNormLayer post(BertConfig c, Params at, Params own) {
      int hidden = c.hidden();
      return new PostNormLayer(
          new SelfAttention(
              new Linear(own.in("query"), hidden, hidden, c.spread()),
              new Linear(own.in("key"), hidden, hidden, c.spread()),
              new Linear(own.in("value"), hidden, hidden, c.spread()),
              new Linear(own.in("dense"), hidden, hidden, c.spread())),
          new Dropout(c.dropout()),
          new LayerNorm(own.in("LayerNorm"), hidden, c.epsilon()),
          new FeedForward(
              new Linear(at.in("ffn"), hidden, c.inner(), c.spread()),
              c.activation(),
              new Linear(at.in("ffn_output"), c.inner(), hidden, c.spread())),
          new Dropout(0),
          new LayerNorm(at.in("full_layer_layer_norm"), hidden, c.epsilon()));
    }
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var config = Config.read(s);
    var c = config.shared;
    var body = kind == Head.BASE ? at : at.in("albert");
    var albert = new Albert(config, body);
    return new Encoder(
        albert,
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
          case MASKED_LM -> albert.words(c, at.asHead().in("predictions"));
          default -> throw kind.unbuilt();
        });
  }

  private static Heads.Pool pooler(BertConfig c, Params at) {
    var dense = new Linear(at.in("pooler"), c.hidden(), c.hidden(), c.spread());
    return Heads.first(0, dense, Activation.TANH);
  }

  /// Back to the width of the tables.
  private Top words(BertConfig c, Params at) {
    return Heads.words(
        new Linear(at.in("dense"), c.hidden(), c.embedding(), c.spread()),
        c.activation(),
        new LayerNorm(at.in("LayerNorm"), c.embedding(), c.epsilon()),
        Heads.decoder(c.tied(), embeddings.words().weight(), at.in("decoder"), at, c.spread()));
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    return layers.forward(projection.forward(embeddings.forward(batch, pass)), batch, pass);
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return layers.attentionOutput(layer);
  }
}

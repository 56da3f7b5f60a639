package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Embedding;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Mask;
import org.vitrine.core.nn.Param;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.RelativeKernels;

/// XLNet: attention by distance and segment, in two streams where words are to be told without being seen: Yang et al.
/// 2019, arXiv:1906.08237.
///
/// `perm_mask` [B, T, T] hides keys from queries; `target_mapping` [B, P, T] asks for P places, which are then the second
/// stream and the output. Memories of earlier texts are not read.
final class XlNet implements Encoder.Body {
  static final Family FAMILY =
      Family.of(
              "xlnet",
              "XLNet",
              (s, json) -> XlNetConfig.read(s).facts(json),
              XlNet::build,
              Head.SEQUENCE_CLASSIFICATION,
              Head.TOKEN_CLASSIFICATION)
          .architecture(Head.QUESTION_ANSWERING, "XLNetForQuestionAnsweringSimple")
          .architecture(Head.MASKED_LM, "XLNetLMHeadModel")
          .paddedLeft()
          .calling("d_model", "n_layer", "n_head")
          .lastWord("n_token", "vocab_size")
          .optionalPrefix("transformer.")
          .reading("perm_mask", "target_mapping")
          .segmented();

  private final XlNetConfig c;
  private final Embedding words;
  private final Param asked;
  private final Dropout dropout;
  private final List<XlNetLayer> layers;

  private XlNet(XlNetConfig c, Params at) {
    this.c = c;
    words = new Embedding(at.in("word_embedding"), c.vocab(), c.hidden(), c.spread());
    asked = at.declare("mask_emb", Param.Start.normal(c.spread()), 1, 1, c.hidden());
    dropout = new Dropout(c.dropout());
    layers = at.in("layer").each(c.layers(), in -> new XlNetLayer(c, in));
  }

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = XlNetConfig.read(s);
    var xlnet = new XlNet(c, kind == Head.BASE ? at : at.in("transformer"));
    return new Encoder(
        xlnet,
        switch (kind) {
          case BASE -> Top.of(Heads.bare());
          case SEQUENCE_CLASSIFICATION -> {
            var summary = summary(c, at.asHead().in("sequence_summary.summary"));
            var out = new Linear(at.asHead().in("logits_proj"), c.hidden(), labels, c.spread());
            yield Top.of((x, _, pass) -> {
              var y = summary.of(read(c, x), pass);
              return Output.of("logits", out.forward(y));
            });
          }
          case TOKEN_CLASSIFICATION -> Top.of(Heads.tokens(at, c.hidden(), labels, 0, c.spread()));
          case QUESTION_ANSWERING -> Top.of(Heads.spans(at, c.hidden(), 0, c.spread()));
          case MASKED_LM -> {
            var own = at.asHead().in("lm_loss");
            var decoder = Heads.decoder(c.tied(), xlnet.words.weight(), own, own, c.spread());
            yield Top.speaking(false, decoder::forward);
          }
          default -> throw kind.unbuilt();
        });
  }

  /// What the summary reads: [B, T, d] to [B, d]. The last token may be padding, as in the reference, which wants padding
  /// on the left.
  private static NDArray read(XlNetConfig c, NDArray x) {
    return switch (c.summary().place()) {
      case LAST -> Kernels.firstToken(Kernels.last(x));
      case FIRST -> Kernels.firstToken(x);
      case MEAN -> Kernels.meanToken(x);
    };
  }

  /// From what it reads [B, d] to [B, d].
  private static Heads.Pool summary(XlNetConfig c, Params at) {
    var how = c.summary();
    var first = new Dropout(how.firstDropout());
    var last = new Dropout(how.lastDropout());
    var dense = how.projected() ? new Linear(at, c.hidden(), c.hidden(), c.spread()) : null;
    Activation activation = how.activation();
    return (x, pass) -> {
      var y = first.forward(x, pass);
      if (dense != null) y = dense.forward(y);
      if (activation != null) y = activation.forward(y);
      return last.forward(y, pass);
    };
  }

  @Override
  public NDArray forward(Batch batch, Pass pass) {
    var targets = batch.more().get("target_mapping");
    var hidden = batch.more().get("perm_mask");
    int rows = batch.size(), length = batch.length();
    check("perm_mask", hidden, rows, length, length);
    check("target_mapping", targets, rows, -1, length);
    if (c.bothWays() && rows % 2 != 0)
      throw new Problem("model.input_shape", "input_ids", batch.inputIds().getShape(), "[2n, T]");

    var x = dropout.forward(pass.words(words.forward(batch.inputIds())), pass); // [B, T, d]
    var seen = seen(x, batch, hidden, targets, pass);
    if (targets != null) {
      var g = dropout.forward(Kernels.repeatedRow(targets, asked.array()), pass); // [B, P, d]
      x = Kernels.concat(List.of(x, g), 1);
    }
    show(x, length, targets, pass);
    for (var layer : layers) {
      x = pass.layer(x, in -> layer.forward(in, seen, pass));
      show(x, length, targets, pass);
    }
    return dropout.forward(targets == null ? x : asked(x, length), pass);
  }

  /// What every layer sees alike.
  private XlNetLayer.Seen seen(
      NDArray x, Batch batch, @Nullable NDArray hidden, @Nullable NDArray targets, Pass pass) {
    int length = batch.length();
    var visible = RelativeKernels.visible(batch.attentionMask(), hidden, c.oneWay(), c.alone());
    var type = batch.tokenTypeIds();
    var distances = RelativeKernels.distances(x, length, c.hidden(), c.clamp(), c.bothWays());
    return new XlNetLayer.Seen(
        length,
        dropout.forward(distances, pass),
        RelativeKernels.places(x, length, length, length - 1L, 2L * length - 2),
        type == null ? null : RelativeKernels.differ(type),
        Mask.evenWhereBlind(RelativeKernels.orItself(visible)),
        Mask.evenWhereBlind(visible),
        targets);
  }

  private static NDArray asked(NDArray x, int length) {
    return Kernels.stretch(x, length, x.getShape().get(1) - length);
  }

  /// Content and query stream one after the other, as the reference tells them.
  private static void show(NDArray x, int length, @Nullable NDArray targets, Pass pass) {
    if (targets == null) {
      pass.hidden(x);
    } else {
      pass.hidden(Kernels.stretch(x, 0, length));
      pass.hidden(asked(x, length));
    }
  }

  private static void check(
      String name, @Nullable NDArray array, long rows, long queries, long keys) {
    if (array == null) return;
    var shape = array.getShape();
    if (shape.dimension() != 3
        || shape.get(0) != rows
        || queries >= 0 && shape.get(1) != queries
        || shape.get(2) != keys) {
      var wanted = "[" + rows + ", " + (queries < 0 ? "P" : queries) + ", " + keys + "]";
      throw new Problem("model.input_shape", name, shape, wanted);
    }
  }

  @Override
  public Net.Projection attentionOutput(int layer) {
    return new Net.Projection(layers.get(layer).output(), false);
  }
}

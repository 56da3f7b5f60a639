package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.tensor.Kernels;

/// DeiT, ViT with a second learnt token that follows another model's answers: Touvron et al. 2020, arXiv:2012.12877.
final class Deit {
  static final Family FAMILY =
      Family.of(
              "deit",
              "DeiT",
              (s, json) -> VitConfig.read(s).facts(json, 2),
              Deit::build,
              Head.IMAGE_CLASSIFICATION,
              Head.DISTILLED_IMAGE_CLASSIFICATION)
          .readingOnly("pixel_values", "labels")
          .optionalPrefix("deit.")
          .ignoring("embeddings\\.mask_token", "pooler\\.dense\\..*", "decoder\\..*");

  private Deit() {}

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = VitConfig.read(s);
    var body = kind == Head.BASE ? at : at.in("deit");
    var encoder = new VitEncoder(c, body, "cls_token", "distillation_token");
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> Top.of(Heads.bare(Vit.pooler(c, body.asHead())));
          case IMAGE_CLASSIFICATION ->
              Top.ofFirst(1, Heads.tokenClasses(0, classifier(c, "classifier", labels, at)));
          case DISTILLED_IMAGE_CLASSIFICATION ->
              Top.ofFirst(
                  2,
                  both(
                      Heads.tokenClasses(0, classifier(c, "cls_classifier", labels, at)),
                      Heads.tokenClasses(1, classifier(c, "distillation_classifier", labels, at))));
          default -> throw kind.unbuilt();
        });
  }

  private static Linear classifier(VitConfig c, String name, int labels, Params at) {
    return new Linear(at.asHead().in(name), c.hidden(), labels, c.spread());
  }

  /// The mean of what both tokens say.
  private static Head.Layers both(Head.Layers first, Head.Layers second) {
    return (x, batch, pass) -> {
      var one = first.forward(x, batch, pass).logits();
      var other = second.forward(x, batch, pass).logits();
      return Output.of("logits", Kernels.scale(Kernels.add(one, other), 0.5))
          .with("cls_logits", one)
          .with("distillation_logits", other);
    };
  }
}

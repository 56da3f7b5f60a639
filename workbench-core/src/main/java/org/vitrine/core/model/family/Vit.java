package org.vitrine.core.model.family;

import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Heads;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.model.net.Top;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;

/// ViT, a transformer over the patches of a picture: Dosovitskiy et al. 2020, arXiv:2010.11929.
final class Vit {
  static final Family FAMILY =
      Family.of(
              "vit",
              "ViT",
              (s, json) -> VitConfig.read(s).facts(json, 1),
              Vit::build,
              Head.IMAGE_CLASSIFICATION)
          .readingOnly("pixel_values", "labels")
          .optionalPrefix("vit.")
          .ignoring("embeddings\\.mask_token", "pooler\\.dense\\..*", "decoder\\..*");

  private Vit() {}

  private static Encoder build(Settings s, Head kind, int labels, Params at) {
    var c = VitConfig.read(s);
    var body = kind == Head.BASE ? at : at.in("vit");
    var encoder = new VitEncoder(c, body, "cls_token");
    return new Encoder(
        encoder,
        switch (kind) {
          case BASE -> Top.of(Heads.bare(pooler(c, body.asHead())));
          case IMAGE_CLASSIFICATION -> {
            var out = new Linear(at.asHead().in("classifier"), c.hidden(), labels, c.spread());
            yield Top.ofFirst(1, Heads.tokenClasses(0, out));
          }
          default -> throw kind.unbuilt();
        });
  }

  /// The first token through a linear layer and an activation.
  static Heads.Pool pooler(VitConfig c, Params at) {
    var dense = new Linear(at.in("pooler.dense"), c.hidden(), c.pooled(), c.spread());
    return Heads.first(0, dense, c.pooling());
  }
}

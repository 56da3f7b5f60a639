package org.vitrine.core.model.family;

import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.BatchNorm;
import org.vitrine.core.nn.Params;
import tools.jackson.databind.node.ObjectNode;

/// What a ResNet's `config.json` says, in keys of our own.
///
/// | key                                    | meaning                                                                  |
/// |----------------------------------------|--------------------------------------------------------------------------|
/// | `block`                                | `basic` or `bottleneck`                                                  |
/// | `layers`                               | blocks of each stage; each stage halves the picture and doubles the width |
/// | `base_width`                           | channels of the first stage, 64                                          |
/// | `stem`                                 | `imagenet` (7 x 7, stride 2, and a pool) or `cifar` (3 x 3)                |
/// | `shortcut`                             | where widths differ: `projection`, or `padding` with empty channels       |
/// | `groups`, `width_per_group`            | ResNeXt's and wide ResNet's bottlenecks, 1 and 64                         |
/// | `batch_norm_eps`, `batch_norm_momentum` | 1e-5 and 0.1                                                             |
record ResNetConfig(
    boolean bottleneck,
    int[] layers,
    int width,
    int channels,
    boolean small,
    boolean padded,
    int groups,
    int groupWidth,
    double epsilon,
    double momentum) {

  static ResNetConfig read(Settings s) {
    s.none("replace_stride_with_dilation");
    if (s.isNull("batch_norm_momentum")) throw s.unsupported("batch_norm_momentum");
    var c =
        new ResNetConfig(
            s.oneOf("block", "basic", "bottleneck") == 1,
            s.integers("layers", 0, 2, 2, 2, 2),
            s.integer("base_width", 1, 64),
            s.integer("num_channels", 1, 3),
            s.oneOf("stem", "imagenet", "cifar") == 1,
            s.oneOf("shortcut", "projection", "padding") == 1,
            s.integer("groups", 1, 1),
            s.integer("width_per_group", 1, 64),
            s.number("batch_norm_eps", 1e-5),
            s.number("batch_norm_momentum", 0.1));
    if (c.layers.length > 8 || c.layers.length == 0) throw s.wrong("layers");
    for (int blocks : c.layers) if (blocks > 1000) throw s.wrong("layers");
    if (!c.bottleneck && c.groups != 1) throw s.unsupported("groups");
    if (!c.bottleneck && c.groupWidth != 64) throw s.unsupported("width_per_group");
    if (c.inner(0) < c.groups || c.inner(0) % c.groups != 0) throw s.wrong("groups");
    return c;
  }

  /// Channels between the blocks of a stage.
  int outer(int stage) {
    return (width << stage) * (bottleneck ? 4 : 1);
  }

  /// Channels inside them.
  int inner(int stage) {
    int plain = width << stage;
    return bottleneck ? (int) (plain * (groupWidth / 64.0)) * groups : plain;
  }

  BatchNorm norm(Params at, int channels) {
    return new BatchNorm(at, channels, epsilon, momentum);
  }

  ModelConfig facts(ObjectNode json) {
    int last = layers.length - 1;
    return new ModelConfig(json, 0, 0, -1, outer(last), layers.length, 1, inner(last));
  }
}

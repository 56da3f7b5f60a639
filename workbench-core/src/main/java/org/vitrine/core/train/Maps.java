package org.vitrine.core.train;

import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;

/// The maps of a convolutional net: values that its convolutions give for one picture.
final class Maps {
  /// The side of a picture where nobody says, and where the stem keeps it as it is.
  private static final int SIDE = 224, SMALL = 32;

  private Maps() {}

  /// 0 for a net without convolutions.
  static long values(ModelConfig config) {
    return switch (config.modelType()) {
      case "torchvision-resnet" -> resnet(new Settings(config.json(), null));
      case "torchvision-alexnet" -> alexnet(new Settings(config.json(), null));
      default -> 0;
    };
  }

  /// Side of the pictures that the count is for.
  static int side(ModelConfig config) {
    return config.json().path("stem").asString("").equals("cifar") ? SMALL : SIDE;
  }

  /// Each stage halves the sides and doubles the channels; a bottleneck opens fourfold at its end.
  private static long resnet(Settings s) {
    boolean bottleneck = s.oneOf("block", "basic", "bottleneck") == 1;
    boolean small = s.oneOf("stem", "imagenet", "cifar") == 1;
    long width = s.integer("base_width", 1, 64), side = small ? SMALL : SIDE;
    long all = width * (small ? side * side : side / 2 * (side / 2));
    long map = small ? side : side / 4;
    int[] stages = s.integers("layers", 0, 2, 2, 2, 2);
    for (int stage = 0; stage < stages.length; stage++) {
      long places = map * map;
      all += stages[stage] * places * width * (bottleneck ? 6 : 2);
      map = Math.max(1, map / 2);
      width *= 2;
    }
    return all;
  }

  /// Sides after the convolutions and pools of a picture of 224 pixels: 55, 27, 13, 13, 13.
  private static long alexnet(Settings s) {
    int[] channels = s.integers("channels", 5, 64, 192, 384, 256, 256),
        sides = {55, 27, 13, 13, 13};
    long all = 0;
    for (int i = 0; i < sides.length; i++) all += (long) channels[i] * sides[i] * sides[i];
    return all;
  }
}

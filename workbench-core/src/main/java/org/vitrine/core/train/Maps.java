package org.vitrine.core.train;

import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Settings;

/// The maps of a convolutional net for one picture: values that its convolutions give, and the work that they are.
final class Maps {
  /// The side of a picture where nobody says, and where the stem keeps it as it is.
  private static final int SIDE = 224, SMALL = 32;

  private static final int[] ALEXNET = {64, 192, 384, 256, 256};

  /// Sides after the convolutions and pools of a picture of 224 pixels.
  private static final int[] ALEXNET_SIDES = {55, 27, 13, 13, 13};

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

  /// Floating point operations of a forward pass over one picture; 0 for a net without convolutions.
  static double work(ModelConfig config) {
    var s = new Settings(config.json(), null);
    return switch (config.modelType()) {
      case "torchvision-resnet" -> resnetWork(s);
      case "torchvision-alexnet" -> alexnetWork(s);
      default -> 0;
    };
  }

  private static double resnetWork(Settings s) {
    boolean bottleneck = s.oneOf("block", "basic", "bottleneck") == 1;
    boolean small = s.oneOf("stem", "imagenet", "cifar") == 1;
    double width = s.integer("base_width", 1, 64), map = small ? SMALL : SIDE / 4.0;
    double stem = small ? 9 : 49, channels = s.integer("num_channels", 1, 3);
    double all = 2 * stem * channels * width * (small ? map * map : 4 * map * map);
    for (int blocks : s.integers("layers", 0, 2, 2, 2, 2)) {
      // two of 3 × 3, or 1 × 1, 3 × 3 and 1 × 1 with four times the channels outside
      all += 2 * blocks * map * map * width * width * (bottleneck ? 17 : 18);
      map = Math.max(1, map / 2);
      width *= 2;
    }
    return all;
  }

  private static double alexnetWork(Settings s) {
    int[] kernels = {11, 5, 3, 3, 3}, channels = s.integers("channels", 5, ALEXNET);
    double all = 0, in = s.integer("num_channels", 1, 3);
    for (int i = 0; i < kernels.length; i++) {
      all += 2.0 * ALEXNET_SIDES[i] * ALEXNET_SIDES[i] * kernels[i] * kernels[i] * in * channels[i];
      in = channels[i];
    }
    double pool = s.integer("pool", 1, 6);
    in *= pool * pool;
    for (int size : s.integers("classifier_sizes", 2, 4096, 4096)) {
      all += 2 * in * size;
      in = size;
    }
    return all;
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

  private static long alexnet(Settings s) {
    int[] channels = s.integers("channels", 5, 64, 192, 384, 256, 256),
        sides = {55, 27, 13, 13, 13};
    long all = 0;
    for (int i = 0; i < sides.length; i++) all += (long) channels[i] * sides[i] * sides[i];
    return all;
  }
}

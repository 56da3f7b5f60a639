package org.vitrine.core.model.family;

import ai.djl.ndarray.NDArray;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.Convolution;
import org.vitrine.core.nn.Convolution.Form;
import org.vitrine.core.nn.Dropout;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.ImageKernels;
import org.vitrine.core.tensor.Kernels;
import tools.jackson.databind.node.ObjectNode;

/// AlexNet as torchvision has it, in one stream: Krizhevsky 2014, arXiv:1404.5997.
final class AlexNet implements Net {
  static final Family FAMILY =
      Family.plain(
              "torchvision-alexnet",
              (s, json) -> Config.read(s).facts(json),
              (s, _, labels, at) -> new AlexNet(Config.read(s), labels, at),
              _ -> Head.IMAGE_CLASSIFICATION,
              Head.IMAGE_CLASSIFICATION)
          .readingOnly("pixel_values", "labels");

  /// Less is left of a smaller picture than the last pool needs.
  private static final int SMALLEST = 63;

  /// @param channels of the five convolutions; @param sizes of the two hidden layers; @param pool maps before these
  private record Config(int in, int[] channels, int[] sizes, int pool, double dropout) {
    static Config read(Settings s) {
      return new Config(
          s.integer("num_channels", 1, 3),
          s.integers("channels", 5, 64, 192, 384, 256, 256),
          s.integers("classifier_sizes", 2, 4096, 4096),
          s.integer("pool", 1, 6),
          s.rate("dropout", 0.5));
    }

    ModelConfig facts(ObjectNode json) {
      return new ModelConfig(json, 0, 0, -1, channels[4], 5, 1, sizes[0]);
    }
  }

  private final int in, pool;
  private final Convolution[] features = new Convolution[5];
  private final Linear[] classifier = new Linear[3];
  private final Dropout dropout;

  private AlexNet(Config c, int labels, Params at) {
    in = c.in;
    pool = c.pool;
    dropout = new Dropout(c.dropout);
    // counted with the activations and pools between them
    int[] places = {0, 3, 6, 8, 10};
    Form[] forms = {
      Form.square(11, 4, 2),
      Form.square(5, 1, 2),
      Form.square(3, 1, 1),
      Form.square(3, 1, 1),
      Form.square(3, 1, 1)
    };
    int read = in;
    for (int i = 0; i < 5; i++) {
      features[i] =
          Convolution.he(at.in("features." + places[i]), read, c.channels[i], forms[i], true);
      read = c.channels[i];
    }
    int flat = read * pool * pool;
    classifier[0] = linear(at.in("classifier.1"), flat, c.sizes[0]);
    classifier[1] = linear(at.in("classifier.4"), c.sizes[0], c.sizes[1]);
    classifier[2] = linear(at.asHead().in("classifier.6"), c.sizes[1], labels);
  }

  private static Linear linear(Params at, int in, int out) {
    return new Linear(at, in, out, 1 / Math.sqrt(3.0 * in));
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var x = checked(batch.pixelValues(), in, SMALLEST);
    for (int i = 0; i < 5; i++) {
      var filters = features[i];
      boolean pooled = i == 0 || i == 1 || i == 4;
      x =
          pass.once(
              x,
              each -> {
                var y = Activation.RELU.forward(filters.forward(each));
                return pooled ? ImageKernels.maxPool(y, 3, 2, 0) : y;
              });
    }
    pass.hidden(x); // [B, C, h, w]
    x = pass.hidden(ImageKernels.adaptivePool(x, pool)); // [B, C, pool, pool]
    x = dropout.forward(ImageKernels.flat(x), pass);
    x = dropout.forward(Activation.RELU.forward(classifier[0].forward(x)), pass);
    x = Activation.RELU.forward(classifier[1].forward(x));
    return Output.of("logits", classifier[2].forward(x));
  }

  /// Pictures of any size from `smallest` up.
  static NDArray checked(NDArray pixels, int channels, int smallest) {
    var shape = pixels.getShape();
    if (shape.dimension() != 4
        || shape.get(1) != channels
        || shape.get(2) < smallest
        || shape.get(3) < smallest) {
      var wanted = "(B, " + channels + ", ≥ " + smallest + ", ≥ " + smallest + ")";
      throw new Problem("model.input_shape", "pixel_values", shape, wanted);
    }
    return Kernels.alias(pixels.getManager(), pixels); // a first layer frees what it reads
  }
}

package org.vitrine.core.model.family;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.model.net.Batch;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.Net;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.nn.Activation;
import org.vitrine.core.nn.BatchNorm;
import org.vitrine.core.nn.Convolution;
import org.vitrine.core.nn.Convolution.Form;
import org.vitrine.core.nn.Linear;
import org.vitrine.core.nn.Params;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.ImageKernels;

/// ResNet under torchvision's names, and its smaller kin for CIFAR: He et al. 2015, arXiv:1512.03385.
final class ResNet implements Net {
  static final Family FAMILY =
      Family.plain(
              "torchvision-resnet",
              (s, json) -> ResNetConfig.read(s).facts(json),
              (s, _, labels, at) -> new ResNet(ResNetConfig.read(s), labels, at),
              _ -> Head.IMAGE_CLASSIFICATION,
              Head.IMAGE_CLASSIFICATION)
          .readingOnly("pixel_values", "labels");

  private final ResNetConfig config;
  private final Convolution stem;
  private final BatchNorm norm;
  private final List<List<ResNetBlock>> stages = new ArrayList<>();
  private final Linear classifier;

  private ResNet(ResNetConfig c, int labels, Params at) {
    config = c;
    var form = c.small() ? Form.square(3, 1, 1) : Form.square(7, 2, 3);
    stem = Convolution.he(at.in("conv1"), c.channels(), c.width(), form, false);
    norm = c.norm(at.in("bn1"), c.width());
    int read = c.width();
    for (int stage = 0; stage < c.layers().length; stage++) {
      var blocks = new ArrayList<ResNetBlock>();
      for (int i = 0; i < c.layers()[stage]; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        var place = at.in("layer" + (stage + 1) + "." + i);
        blocks.add(new ResNetBlock(c, place, read, stage, stride));
        read = c.outer(stage);
      }
      stages.add(blocks);
    }
    classifier = new Linear(at.asHead().in("fc"), read, labels, 1 / Math.sqrt(3.0 * read));
  }

  @Override
  public Output forward(Batch batch, Pass pass) {
    var x = AlexNet.checked(batch.pixelValues(), config.channels(), 1);
    x =
        pass.once(
            x,
            in -> {
              var y = Activation.RELU.forward(norm.forward(stem.forward(in), pass));
              return config.small() ? y : ImageKernels.maxPool(y, 3, 2, 1);
            });
    pass.hidden(x); // [B, width, h, w]
    for (var blocks : stages) {
      for (var block : blocks) x = pass.once(x, in -> block.forward(in, pass));
      pass.hidden(x);
    }
    return Output.of("logits", classifier.forward(ImageKernels.mean(x)));
  }
}

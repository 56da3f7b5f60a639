package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.train.Golden;

class PaddedTest {
  private static final long[][] TEXTS = {{7, 8, 9, 4, 3}, {6, 4, 3}, {9, 11, 12, 6, 6, 6, 4, 3}};

  private static float[] logits(String name, List<long[]> texts) {
    var folder = Golden.of(name).folder();
    try (var model = Models.open(folder, null, null, Devices.cpu(), Opening.toLook());
        var scope = model.scope().inner()) {
      var examples = texts.stream().map(TextExample::ofBlock).toList();
      var batch = Padded.of(examples, 5).on(scope, model);
      return Tensors.floats(model.forward(batch, Pass.inference()).logits());
    }
  }

  @Test
  void gives_each_text_of_a_batch_the_classes_that_it_has_alone() {
    for (var name : List.of("bert-seqcls", "xlnet-seqcls", "electra-seqcls")) {
      var together = logits(name, List.of(TEXTS));
      for (int row = 0; row < TEXTS.length; row++) {
        var alone = logits(name, List.of(TEXTS[row]));
        for (int i = 0; i < alone.length; i++)
          then(together[row * alone.length + i])
              .as(name + " " + row)
              .isCloseTo(alone[i], Offset.offset(1e-5f));
      }
    }
  }
}

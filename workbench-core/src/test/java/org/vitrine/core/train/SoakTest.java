package org.vitrine.core.train;

import static org.assertj.core.api.BDDAssertions.then;

import ai.djl.ndarray.BaseNDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Losses;
import org.vitrine.core.tensor.Scope;

class SoakTest {
  private static final int STEPS = 1000;

  @Test
  void keeps_native_memory_flat_over_a_thousand_updates() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/statm")));
    var golden = Golden.of("bert-seqcls");
    try (var model = Models.open(golden.folder(), null, null, Devices.cpu(), Opening.toLearn(1));
        var state = model.scope().inner();
        var gradients = new Gradients(model, model.parameters(), state)) {
      var optimizer = new AdamW(model.parameters(), model::decays, AdamW.Rates.DEFAULTS, state);
      long resident = 0;
      int arrays = 0;
      for (int step = 0; step <= STEPS; step++) {
        try (var scope = model.scope().inner()) {
          var batch = golden.batch(scope);
          // Looked at now and then, as probes do.
          var pass = Pass.training(step).capturing(step % 10 == 0, step % 10 == 0);
          var loss = Losses.of(model, 0.1).of(model.forward(batch, pass), batch);
          gradients.add(loss.mean());
          then(gradients.clip(1)).isFinite();
          optimizer.step(gradients.byName(), 1e-4);
          gradients.clear();
        }
        if (step == STEPS / 3) {
          resident = resident();
          arrays = arrays(model.scope()) + arrays(state);
        }
      }
      then(arrays(model.scope()) + arrays(state)).isEqualTo(arrays);
      then(resident() - resident).isLessThan(30L << 20);
    }
  }

  private static int arrays(Scope scope) {
    return ((BaseNDManager) scope.manager()).getManagedArrays().size();
  }

  private static long resident() throws IOException {
    System.gc();
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
  }
}

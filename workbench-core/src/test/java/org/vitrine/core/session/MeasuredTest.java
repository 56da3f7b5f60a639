package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.model.Description;
import org.vitrine.core.train.Estimate;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.Tiny;

class MeasuredTest {
  @TempDir Path folder;

  @Test
  void earlier_runs_of_the_model_on_the_device_tell_how_long_a_run_takes() throws Exception {
    var model = Tiny.bert(folder.resolve("model"));
    var home = new Home(folder.resolve("home")).ready();
    var data = Files.writeString(folder.resolve("d.csv"), "text,label\na,1\nb,0\n");
    var recipe =
        Recipe.of("text-classification", model.toString(), Recipe.Source.of(data.toString()))
            .withDevice("cpu");
    var about = Description.of(model);
    double flops = Estimate.of(recipe, about, false).flops();
    assertThat(new Measured(home).seconds(recipe, about, "cpu", flops)).isNull();
    try (var history = History.open(home)) {
      var run = history.create(recipe, RunStatus.RUNNING);
      var log = history.log(run);
      log.add(new RunEvent.Started(0, 40, 40, Map.of(), List.of()));
      log.flush();
      Thread.sleep(200);
      for (long step = 1; step <= 40; step++)
        log.add(new RunEvent.Step(step, step / 40.0, 1, 1e-4, 1, 1000));
      log.add(new RunEvent.Finished(40, folder, Map.of()));
      log.flush();
    }
    var measured = new Measured(home);
    var seconds = measured.seconds(recipe, about, "cpu", 40 * flops);
    assertThat(seconds).hasSize(2);
    assertThat(seconds.getFirst()).isLessThan(seconds.getLast());
    assertThat(seconds.getLast()).isBetween(0.2, 10.0);
    assertThat(measured.seconds(recipe, about, "cuda:0", flops)).isNull();
    assertThat(measured.seconds(recipe.withTask("masked-lm"), about, "cpu", flops)).isNull();
  }
}

package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Recipe;

class PartingTest extends WorkbenchBed {
  @Test
  void a_run_that_the_system_asks_to_leave_saves_its_last_step_and_goes_on_to_the_same_losses()
      throws Exception {
    var whole = workbench.start(recipe());
    until(whole, h -> h.status() == RunStatus.FINISHED);
    var run = workbench.start(recipe());
    until(run, h -> h.step() >= 3);
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    var left = until(run, h -> h.status() == RunStatus.STOPPED);
    assertThat(left.step()).isBetween(3L, 199L);
    assertThat(left.path()).endsWith("step-" + left.step());
    workbench.resume(run);
    until(run, h -> h.status() == RunStatus.FINISHED);
    assertThat(losses(run)).isEqualTo(losses(whole));
  }

  private List<Point> losses(String run) {
    return workbench.history().after(run, "train/loss", -1);
  }

  private Recipe recipe() {
    var arguments =
        Arguments.DEFAULTS
            .with("max_steps", "200")
            .with("per_device_train_batch_size", "4")
            .with("save_strategy", "no");
    var data = Recipe.Source.of(this.data.toString());
    return new Recipe(
        null,
        "text-classification",
        model.toString(),
        false,
        data,
        null,
        arguments,
        "all",
        "cpu",
        1,
        List.of());
  }
}

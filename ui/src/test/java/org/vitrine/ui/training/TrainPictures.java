package org.vitrine.ui.training;

import java.util.List;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.Screenshots;

/// Pictures of the form of a new run, to be looked at.
class TrainPictures {
  @Test
  void a_batch_that_is_too_large() {
    Screenshots.of("04-train", FakePlans::workbench, ui -> page(ui, "256"), _ -> {});
  }

  @Test
  void all_is_well() {
    Screenshots.of("04-train-good", FakePlans::workbench, ui -> page(ui, "32"), _ -> {});
  }

  @Test
  void large_text_and_a_small_window() {
    Screenshots.large("04-train", 150, FakePlans::workbench, ui -> page(ui, "256"));
    Screenshots.large("04-train", 200, FakePlans::workbench, ui -> page(ui, "256"));
    Screenshots.small("04-train", FakePlans::workbench, ui -> page(ui, "256"), _ -> {});
  }

  private static Parent page(Ui ui, String batch) {
    var screen = new TrainScreen(ui);
    ui.navigator().register(List.of(screen));
    ui.navigator().go(new Route.Train("/cache/bert-base-uncased", "/data/sst2.tsv", null));
    screen.model().set("per_device_train_batch_size", batch);
    screen
        .model()
        .probes(
            List.of(
                new Recipe.Probe(
                    "The film is slow, but the ending is a quiet triumph.", null, null),
                new Recipe.Probe("Warm, sharp and never in a hurry.", null, null)));
    return (Parent) screen.view();
  }
}

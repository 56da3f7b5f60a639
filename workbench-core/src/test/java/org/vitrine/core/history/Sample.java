package org.vitrine.core.history;

import java.util.List;
import java.util.Map;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;

/// Recipes and events for tests.
final class Sample {
  private Sample() {}

  static Recipe recipe() {
    return Recipe.of("text-classification", "/models/minilm", Recipe.Source.of("/data/sst2.csv"));
  }

  static RunEvent.Started started(long step) {
    return new RunEvent.Started(
        step,
        100,
        10,
        Map.of("java", "25", "threads", 2),
        List.of(RunEvent.Notice.of("fresh", "head")));
  }

  static RunEvent.Step step(long step, double loss) {
    return new RunEvent.Step(step, step / 10.0, loss, 1e-4, 1.5, 1000);
  }

  static RunEvent.Evaluated evaluated(long step, double accuracy, double loss) {
    return new RunEvent.Evaluated(
        step, step / 10.0, Map.of("accuracy", accuracy, "loss", loss), true, 200);
  }
}

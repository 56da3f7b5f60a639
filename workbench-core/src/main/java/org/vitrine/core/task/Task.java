package org.vitrine.core.task;

import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// What is learnt. A task turns examples into a batch with labels and keeps score; the loss of its head stands in
/// [Losses], where every task with that head shares it.
public interface Task {
  /// As on the command line, `text-classification` say.
  String name();

  Head head();

  /// @param random decides what is masked; unused by tasks without chance
  Prepared batch(List<Example> examples, SplittableRandom random);

  /// An empty score sheet for one evaluation.
  ///
  /// @param asked the examples that it will see, in their order
  Score score(Examples asked);

  /// Which metric tells the best checkpoint when the recipe names none.
  default String leadingMetric() {
    return "loss";
  }
}

package org.vitrine.core.task;

import java.util.Map;
import org.vitrine.core.model.net.Output;

/// The score sheet of one evaluation, filled batch by batch. It reads all that it needs of an output before it counts any
/// of it, so that a batch for which memory runs out leaves nothing behind.
public interface Score {
  /// @param output what the model said; language models only at labelled places
  /// @param batch what was asked
  /// @param lossSum Σ of item losses
  void add(Output output, Prepared batch, double lossSum);

  /// Metric names as the Trainer's without `eval_`: `loss`, `accuracy`, ...
  Map<String, Double> metrics();

  /// More of the same kind, too much for a run's curves: each class by itself, say.
  default Map<String, Double> details() {
    return Map.of();
  }

  /// Examples seen.
  long examples();
}

package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Streams;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Precision;
import org.vitrine.core.tensor.Tensors;

/// Measures a model: Σ of item losses / items, not a mean over batches (METHODS 2.6), and the task's own metrics.
///
/// @param batch examples at a time
/// @param seed for what is masked, the same at every evaluation
/// @param precision of matrix products
public record Evaluation(Model model, Task task, int batch, long seed, Precision precision) {

  /// In float32.
  public Evaluation(Model model, Task task, int batch, long seed) {
    this(model, task, batch, seed, Precision.FLOAT32);
  }

  /// @param metrics names without `eval/`
  /// @param details of single classes
  public record Result(Map<String, Double> metrics, long examples, Map<String, Double> details) {}

  /// @param progress told after every batch; may cancel
  public Result run(Examples examples, Progress progress) {
    var score = task.score(examples);
    var losses = Losses.of(model, 0);
    long number = 0;
    for (int from = 0; from < examples.size(); from += batch) {
      int to = Math.min(examples.size(), from + batch);
      List<Example> rows = new ArrayList<>();
      for (int i = from; i < to; i++) rows.add(examples.get(i));
      var padded = task.batch(rows, Streams.EVALUATION_MASKING.at(seed, number++));
      if (padded.items() > 0) {
        try (var scope = model.scope().inner()) {
          var arrays = padded.on(scope, model);
          var output = model.forward(arrays, Pass.inference().in(precision).labelledOnly());
          score.add(output, padded, Tensors.number(losses.of(output, arrays).sum()));
        }
      }
      progress.at("evaluating", to, examples.size());
    }
    return new Result(score.metrics(), score.examples(), score.details());
  }
}

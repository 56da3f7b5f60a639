package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.base.Streams;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Exhaustion;
import org.vitrine.core.tensor.Precision;
import org.vitrine.core.tensor.Tensors;

/// Measures a model: Σ of item losses / items, not a mean over batches (METHODS 2.6), and the task's own metrics. Where
/// memory runs out, the batch goes on in smaller parts: the numbers are the same.
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
  /// @throws Problem `task.memory` if a single example does not fit
  public Result run(Examples examples, Progress progress) {
    var score = task.score(examples);
    var losses = Losses.of(model, 0);
    long number = 0;
    int most = batch;
    for (int from = 0; from < examples.size(); from += batch) {
      int to = Math.min(examples.size(), from + batch);
      List<Example> rows = new ArrayList<>();
      for (int i = from; i < to; i++) rows.add(examples.get(i));
      var padded = task.batch(rows, Streams.EVALUATION_MASKING.at(seed, number++));
      if (padded.items() > 0) most = add(padded, most, losses, score);
      progress.at("evaluating", to, examples.size());
    }
    return new Result(score.metrics(), score.examples(), score.details());
  }

  /// @param most examples that fit, as far as is known
  /// @return the same, as is known now
  private int add(Prepared padded, int most, Losses losses, Score score) {
    for (int from = 0; from < padded.rows(); ) {
      int to = Math.min(padded.rows(), from + most);
      try {
        add(padded.part(from, to), losses, score);
        from = to;
      } catch (RuntimeException | OutOfMemoryError e) {
        if (!Exhaustion.is(e)) throw e;
        Exhaustion.release(model.scope());
        if (to - from <= 1) throw new Problem("task.memory", e);
        most = Math.ceilDiv(to - from, 2);
      }
    }
    return most;
  }

  private void add(Prepared part, Losses losses, Score score) {
    try (var scope = model.scope().inner()) {
      var arrays = part.on(scope, model);
      var output = model.forward(arrays, Pass.inference().in(precision).labelledOnly());
      score.add(output, part, Tensors.number(losses.of(output, arrays).sum()));
    }
  }
}

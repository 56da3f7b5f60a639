package org.vitrine.core.session.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.RunEvent.Notice;

/// What a recipe would do, before it does it.
///
/// @param updates in all, `warmup` of them warming up; `updatesPerEpoch`
/// @param rates the learning rate at 60 even places of the run
/// @param memory bytes by part: `weights`, `gradients`, `optimizer`, `activations`, `engine` (METHODS 4.1)
/// @param memoryFree bytes free on the device
/// @param seconds likely time: low and high, empty if nothing was measured yet
/// @param timeSource `formula` or `measured`
/// @param trainable parameters that learn, of `parameters`
/// @param problems what keeps it from starting, by the field of the recipe that is at fault
/// @param notes what the user should know, a fresh head for example
public record PlanReport(
    long trainRows,
    long evalRows,
    long updates,
    long updatesPerEpoch,
    long warmup,
    List<Double> rates,
    Map<String, Long> memory,
    long memoryFree,
    List<Double> seconds,
    String timeSource,
    long parameters,
    long trainable,
    List<String> labels,
    List<FieldProblem> problems,
    List<Notice> notes) {

  /// @param field `model`, `data`, `task`, `arguments.learning_rate`, ...
  /// @param repair a value that would do, null for none
  public record FieldProblem(String field, Problem.Facts problem, @Nullable String repair) {}
}

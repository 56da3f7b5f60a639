package org.vitrine.ui.training;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.train.Recipe;

/// Something that keeps a run from starting.
///
/// @param setting name of the setting at fault, or `model`, `data`, `eval_data`, `task`
/// @param repair settings and the values that would mend it, empty if nobody knows any
record Fault(String setting, Problem problem, Map<String, String> repair) {
  static Fault of(PlanReport.FieldProblem found) {
    var problem = found.problem().toProblem();
    var field = found.field().replaceFirst("^arguments\\.", "");
    if (field.equals("arguments") && !problem.facts().isEmpty()) {
      // a value out of its range is told with its name first, one of the wrong kind with its name
      // last
      var name =
          problem.key().equals("train.value")
              ? problem.facts().getLast()
              : problem.facts().getFirst();
      field = name.toString();
    }
    var repair = found.repair();
    return new Fault(field, problem, repair == null ? Map.of() : Map.of(field, repair));
  }

  /// The batch that fits where the plan's does not, gathered so often that an update reads the same number of texts.
  static @Nullable Fault memory(Recipe recipe, PlanReport report) {
    long needed = report.memory().values().stream().mapToLong(Long::longValue).sum();
    if (report.memoryFree() <= 0 || needed <= report.memoryFree()) return null;
    var a = recipe.arguments();
    int batch = a.perDeviceTrainBatchSize();
    long activations = report.memory().getOrDefault("activations", 0L),
        fixed = needed - activations;
    long fit = activations <= 0 ? 0 : (report.memoryFree() - fixed) * batch / activations;
    var problem = new Problem("ui.memory", gigabytes(needed), gigabytes(report.memoryFree()));
    if (fit < 1) return new Fault("per_device_train_batch_size", problem, Map.of());
    int smaller = Integer.highestOneBit((int) Math.min(fit, batch - 1));
    int gather = (int) Math.ceil((double) batch * a.gradientAccumulationSteps() / smaller);
    return new Fault(
        "per_device_train_batch_size",
        problem,
        new java.util.TreeMap<>(
                Map.of(
                    "per_device_train_batch_size",
                    Integer.toString(smaller),
                    "gradient_accumulation_steps",
                    Integer.toString(gather)))
            .descendingMap());
  }

  private static String gigabytes(long bytes) {
    return org.vitrine.ui.kit.Numbers.bytes(bytes);
  }

  /// Whether one of these settings is at fault.
  static List<Fault> at(List<Fault> faults, String setting) {
    return faults.stream().filter(f -> f.setting().equals(setting)).toList();
  }
}

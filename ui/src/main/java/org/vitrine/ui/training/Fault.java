package org.vitrine.ui.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Numbers;

/// Something that keeps a run from starting, or that makes it risky.
///
/// @param setting name of the setting at fault, or `model`, `data`, `eval_data`, `task`, `plan`
/// @param repair settings and the values that would mend it, in their order; empty if nobody knows any
/// @param stops whether the run cannot start before it is mended
record Fault(String setting, Problem problem, Map<String, String> repair, boolean stops) {
  private static final String BATCH = "per_device_train_batch_size";

  /// Texts are not cut shorter than this to save memory.
  private static final int SHORTEST = 32;

  static Fault stopping(String setting, Problem problem, Map<String, String> repair) {
    return new Fault(setting, problem, repair, true);
  }

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
    return stopping(field, problem, repair == null ? Map.of() : Map.of(field, repair));
  }

  /// What the plan needs beyond the free memory, with the gentlest change that would fit: a smaller batch that is gathered so
  /// often that an update reads the same number of texts, then shorter texts, then the head alone. Where nothing would fit,
  /// only a warning: the figure is an estimate, and the run may be tried.
  static @Nullable Fault memory(Recipe recipe, PlanReport report) {
    long needed = report.memory().values().stream().mapToLong(Long::longValue).sum();
    long free = report.memoryFree();
    if (free <= 0 || needed <= free) return null;
    var problem = new Problem("ui.memory", Numbers.bytes(needed), Numbers.bytes(free));
    var repair = fitting(recipe, report, needed);
    return new Fault(BATCH, problem, repair, !repair.isEmpty());
  }

  private static Map<String, String> fitting(Recipe recipe, PlanReport report, long needed) {
    var a = recipe.arguments();
    int batch = a.perDeviceTrainBatchSize(), texts = batch * a.gradientAccumulationSteps();
    double activations = report.memory().getOrDefault("activations", 0L);
    double fixed = needed - activations, room = report.memoryFree() - fixed;
    var repair = new LinkedHashMap<String, String>();
    if (activations > 0 && room > 0 && batch > 1) {
      int fit = (int) Math.min(batch - 1, room * batch / activations);
      if (fit >= 1) {
        gather(repair, Integer.highestOneBit(fit), texts);
        return repair;
      }
    }
    double one = activations / batch;
    for (int length = a.maxLength() / 2; room > 0 && length >= SHORTEST; length /= 2) {
      if (one * length / a.maxLength() > room) continue;
      if (batch > 1) gather(repair, 1, texts);
      repair.put("max_length", Integer.toString(length));
      return repair;
    }
    long held =
        report.memory().getOrDefault("weights", 0L) + report.memory().getOrDefault("engine", 0L);
    if (!recipe.learns().equals("head") && held < report.memoryFree()) repair.put("learns", "head");
    return repair;
  }

  private static void gather(Map<String, String> repair, int batch, int texts) {
    repair.put(BATCH, Integer.toString(batch));
    repair.put("gradient_accumulation_steps", Integer.toString(Math.ceilDiv(texts, batch)));
  }

  /// Those of one setting.
  static List<Fault> at(List<Fault> faults, String setting) {
    return faults.stream().filter(f -> f.setting().equals(setting)).toList();
  }
}

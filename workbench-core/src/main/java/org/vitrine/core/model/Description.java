package org.vitrine.core.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.model.net.ModelConfig;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// What a model folder is, told without making an array.
///
/// @param modelType what `config.json` says, empty if it says nothing
/// @param family the same if Vitrine knows it, else null
/// @param heads which heads the family can have
/// @param facts sizes; null for an unknown family
/// @param layout what it reads and is made of, likewise
/// @param parameters stored values, buffers included
/// @param report how the file and the family fit together
/// @param problems why it cannot be used as it is; empty if it can
public record Description(
    ObjectNode config,
    String modelType,
    @Nullable String family,
    @Nullable Head head,
    Set<Head> heads,
    @Nullable ModelConfig facts,
    @Nullable Layout layout,
    long parameters,
    Report report,
    List<Problem> problems) {

  /// @throws Problem if there is no `config.json`
  public static Description of(Path folder) {
    var config = Models.config(folder);
    var type = config.path("model_type").asString("");
    var problems = new ArrayList<Problem>();
    var report = new Report(List.of(), List.of(), List.of());
    Models.Plan plan = null;
    long parameters = 0;
    try {
      plan = Models.plan(config.deepCopy(), null, null, null);
    } catch (Problem e) {
      problems.add(e);
    }
    try (var weights = Weights.open(folder)) {
      for (var tensor : weights.tensors()) {
        parameters += tensor.shape().stream().reduce(1L, (a, b) -> a * b);
      }
      if (plan != null) {
        var fitting = Fitting.of(plan.family(), plan.params(), weights);
        report = fitting.report();
        problems.addAll(fitting.problems());
      }
    } catch (Problem e) {
      problems.add(e);
    }
    return new Description(
        config,
        type,
        plan == null ? null : plan.family().name(),
        plan == null ? null : plan.head(),
        plan == null ? Set.of() : plan.family().heads(),
        plan == null ? null : plan.config(),
        plan == null
            ? null
            : Layout.of(plan.family(), plan.head(), plan.config(), plan.net().causal()),
        parameters,
        report,
        problems);
  }

  /// The sizes.
  ///
  /// @throws Problem that says why they are not known
  public ModelConfig sizes() {
    if (facts == null) throw problems.getFirst();
    return facts;
  }

  /// Class names, empty without a head that has them.
  public List<String> labels() {
    return facts != null && head != null && head.labelled() ? facts.labels() : List.of();
  }

  public String configText() {
    return Json.pretty(config);
  }
}

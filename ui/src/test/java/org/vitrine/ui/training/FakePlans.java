package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.PlanReport.FieldProblem;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.testing.FakeWorkbench;

/// A workbench that plans by a simple rule: activations grow with the batch, a text may have 512 tokens.
final class FakePlans {
  private FakePlans() {}

  static FakeWorkbench workbench() {
    var workbench = new FakeWorkbench();
    workbench.answer(Request.Plan.class, q -> plan(q.recipe()));
    return workbench;
  }

  /// The same plan on a device that has this much to give.
  static PlanReport withFree(PlanReport p, long free) {
    return new PlanReport(
        p.trainRows(),
        p.evalRows(),
        p.updates(),
        p.updatesPerEpoch(),
        p.warmup(),
        p.rates(),
        p.memory(),
        free,
        p.seconds(),
        p.timeSource(),
        p.parameters(),
        p.trainable(),
        p.labels(),
        p.problems(),
        p.notes());
  }

  static PlanReport plan(Recipe recipe) {
    var a = recipe.arguments();
    long perEpoch =
        Math.ceilDiv(67_349L, (long) a.perDeviceTrainBatchSize() * a.gradientAccumulationSteps());
    long updates = a.maxSteps() > 0 ? a.maxSteps() : Math.round(perEpoch * a.numTrainEpochs());
    long warmup = Math.round(updates * a.warmupRatio());
    var rates = new ArrayList<Double>();
    for (int i = 0; i < 60; i++) {
      double at = i / 59.0 * updates;
      rates.add(
          a.learningRate() * (at < warmup ? at / warmup : (updates - at) / (updates - warmup)));
    }
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put("weights", 440L << 20);
    memory.put("gradients", 440L << 20);
    memory.put("optimizer", 880L << 20);
    memory.put("activations", (long) a.perDeviceTrainBatchSize() * (46L << 20));
    memory.put("engine", 890L << 20);
    var problems = new ArrayList<FieldProblem>();
    if (a.maxLength() > 512)
      problems.add(
          new FieldProblem(
              "arguments.max_length",
              new Problem("session.long", a.maxLength(), 512).toFacts(),
              "512"));
    return new PlanReport(
        67_349,
        872,
        updates,
        perEpoch,
        warmup,
        rates,
        memory,
        11_571L << 20,
        List.of(updates * 0.085, updates * 0.105),
        "measured",
        109_483_778,
        109_483_778,
        List.of("negative", "positive"),
        problems,
        List.of());
  }
}

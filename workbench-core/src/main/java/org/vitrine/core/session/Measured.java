package org.vitrine.core.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.model.Description;
import org.vitrine.core.train.Estimate;
import org.vitrine.core.train.Recipe;

/// How fast earlier runs of a model went on a device: floating point operations a second, as the formula counts them, with
/// all that a run does besides (evaluations, checkpoints). What the formula leaves out then cancels.
final class Measured {
  private static final int LATEST = 5, FEWEST_STEPS = 20;
  private static final double MARGIN = 1.15;
  private static final long FRESH = Duration.ofSeconds(10).toNanos();

  private final Home home;
  private final Map<String, Rates> known = new HashMap<>();

  private record Rates(long read, List<Double> rates) {}

  Measured(Home home) {
    this.home = home;
  }

  /// Likely time, low and high; null if no run was measured.
  ///
  /// @param device `cpu` or `cuda:N`
  @Nullable List<Double> seconds(Recipe recipe, Description model, String device, double flops) {
    var rates = rates(recipe, model, device);
    if (rates.isEmpty() || flops <= 0) return null;
    double slow = rates.stream().mapToDouble(r -> r).min().orElseThrow();
    double fast = rates.stream().mapToDouble(r -> r).max().orElseThrow();
    return List.of(flops / (fast * MARGIN), flops / slow * MARGIN);
  }

  private List<Double> rates(Recipe recipe, Description model, String device) {
    var key = recipe.model() + "\n" + recipe.task() + "\n" + device + "\n" + how(recipe);
    var before = known.get(key);
    if (before != null && System.nanoTime() - before.read() < FRESH) return before.rates();
    var rates = new ArrayList<Double>();
    try (var history = History.open(home)) {
      for (var head : history.runs(false)) {
        if (rates.size() == LATEST) break;
        if (!head.device().equals(device)
            || !head.model().equals(recipe.model())
            || !head.task().equals(recipe.task())
            || head.step() < FEWEST_STEPS) continue;
        double seconds = seconds(head, history.run(head.id()));
        var earlier = history.run(head.id()).recipe();
        if (seconds <= 0 || !how(earlier).equals(how(recipe))) continue;
        rates.add(head.step() * Estimate.of(earlier, model, false).flops() / seconds);
      }
    } catch (Problem _) {
      // without a history there is the formula
    }
    known.put(key, new Rates(System.nanoTime(), rates));
    return rates;
  }

  /// What decides how fast the same operations go.
  private static String how(Recipe recipe) {
    var a = recipe.arguments();
    return a.kernels()
        + " "
        + a.precision()
        + " "
        + a.gradientCheckpointing()
        + " "
        + recipe.threads();
  }

  /// Seconds at work between the events of a run that was told whole; 0 for one that went on from a checkpoint.
  private static double seconds(RunHead head, Run run) {
    long last = -1, spent = 0;
    boolean away = false;
    for (var event : run.events()) {
      long now = event.time().toEpochMilli();
      if (event.kind().equals("started")) {
        if (event.step() > 0) return 0;
        last = now;
        continue;
      }
      if (last >= 0 && !away) spent += now - last;
      last = now;
      away = event.kind().equals("paused");
    }
    return head.status().alive() ? 0 : spent / 1000.0;
  }
}

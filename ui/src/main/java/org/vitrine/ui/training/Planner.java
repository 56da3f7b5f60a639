package org.vitrine.ui.training;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Preset;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Latest;

/// Asks what a recipe would need, and how long each preset would take in its place.
final class Planner {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Workbench workbench;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<@Nullable PlanReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<Preset, List<Double>>> times =
      new ReadOnlyObjectWrapper<>(Map.of());
  private @Nullable Recipe timed;

  Planner(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  /// @param done runs after every answer, and at once where nothing can be asked
  void plan(Recipe recipe, Runnable done) {
    if (recipe.model().isEmpty() || recipe.data().path().isEmpty()) {
      latest.cancel("train.plan");
      report.set(null);
      done.run();
      return;
    }
    latest.askAfter(
        PAUSE,
        "train.plan",
        () -> workbench.ask(new Request.Plan(recipe)),
        found -> {
          trouble.set(null);
          report.set(found);
          done.run();
        },
        problem -> {
          report.set(null);
          trouble.set(problem);
          done.run();
        });
  }

  /// Asks for the time of each preset, unless it is known for the same model, data and device.
  ///
  /// @param arguments of a preset for the model of the recipe
  void time(Recipe recipe, java.util.function.Function<Preset, Recipe> pure) {
    var key = recipe.with(Preset.BALANCED.arguments(0)).withName(null).withProbes(List.of());
    if (key.equals(timed) || report.get() == null) return;
    timed = key;
    times.set(Map.of());
    for (var preset : Preset.values()) {
      var wanted = recipe.with(pure.apply(preset).arguments());
      latest.ask(
          "train.time." + preset,
          () -> workbench.ask(new Request.Plan(wanted)),
          found -> {
            var all = new EnumMap<Preset, List<Double>>(Preset.class);
            all.putAll(times.get());
            all.put(preset, found.seconds());
            times.set(all);
          },
          _ -> {});
    }
  }

  void fail(Problem problem) {
    trouble.set(problem);
  }

  ReadOnlyObjectProperty<@Nullable PlanReport> report() {
    return report.getReadOnlyProperty();
  }

  @Nullable Problem trouble() {
    return trouble.get();
  }

  /// Seconds of each preset, low and high; a preset that is not known yet is absent.
  ReadOnlyObjectProperty<Map<Preset, List<Double>>> times() {
    return times.getReadOnlyProperty();
  }
}

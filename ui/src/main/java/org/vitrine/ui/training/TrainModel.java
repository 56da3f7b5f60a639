package org.vitrine.ui.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;
import tools.jackson.databind.node.ObjectNode;

/// A recipe in the making, and what it would need.
final class TrainModel {
  static final List<String> TASKS = List.of("text-classification", "masked-lm", "causal-lm");

  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final String LAST = "train.last";

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final Sources sources;
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();
  private final ObservableList<DeviceInfo> devices = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Recipe> recipe;
  private final ReadOnlyObjectWrapper<Preset> preset = new ReadOnlyObjectWrapper<>(Preset.BALANCED);
  private final ReadOnlyObjectWrapper<@Nullable PlanReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Fault>> faults = new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanProperty more = new SimpleBooleanProperty();
  private final Map<String, Problem> wrong = new LinkedHashMap<>();
  private boolean begun;

  TrainModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    sources = new Sources(preferences);
    recipe =
        new ReadOnlyObjectWrapper<>(
            Recipe.of(TASKS.getFirst(), "", Recipe.Source.of(""))
                .with(Preset.BALANCED.arguments(0)));
  }

  /// Takes over what somebody chose elsewhere; what is null stays as it was.
  void begin(@Nullable String model, @Nullable String data) {
    if (!begun) {
      begun = true;
      var last = preferences.recall(LAST, ObjectNode.class);
      if (last != null) {
        try {
          recipe.set(Recipe.fromJson(last).withProbes(List.of()));
        } catch (RuntimeException _) {
          // an older form of recipe: the form begins afresh
        }
      }
    }
    if (model != null) model(model);
    if (data != null) data(data);
    list();
    plan();
  }

  /// Takes over the recipe of an earlier run.
  void again(String run) {
    begun = true;
    latest.run(
        "train.again",
        () -> workbench.history().run(run).recipe(),
        found -> {
          recipe.set(found);
          list();
          plan();
        },
        trouble::set);
  }

  private void list() {
    latest.ask(
        "train.models",
        () -> workbench.ask(new Request.ListModels(preferences.get().modelFolders())),
        found -> {
          models.setAll(
              found.models().stream()
                  .filter(m -> m.problem() == null && !m.tasks().isEmpty())
                  .toList());
          if (recipe.get().model().isEmpty() && !models.isEmpty()) model(models.getFirst().path());
          else plan();
        },
        trouble::set);
    if (devices.isEmpty())
      latest.ask(
          "train.devices",
          () -> workbench.ask(new Request.Doctor()),
          found -> devices.setAll(found.devices()),
          _ -> {});
  }

  Optional<ModelHead> model() {
    return models.stream().filter(m -> m.path().equals(recipe.get().model())).findFirst();
  }

  private long parameters() {
    var planned = report.get();
    return model().map(ModelHead::parameters).orElse(planned == null ? 0 : planned.parameters());
  }

  /// Chooses a model; its size decides what the chosen preset means.
  void model(String path) {
    boolean untouched = differing().isEmpty();
    change(r ->
        new Recipe(
            r.name(),
            r.task(),
            path,
            r.scratch(),
            r.data(),
            r.evalData(),
            r.arguments(),
            r.learns(),
            r.device(),
            r.threads(),
            r.probes()));
    var tasks = model().map(ModelHead::tasks).orElse(List.of());
    if (!tasks.isEmpty() && !tasks.contains(recipe.get().task())) task(tasks.getFirst());
    if (untouched) begin(preset.get());
  }

  void data(String path) {
    var source = sources.of(path);
    change(r ->
        new Recipe(
            r.name(),
            r.task(),
            r.model(),
            r.scratch(),
            source,
            r.evalData(),
            r.arguments(),
            r.learns(),
            r.device(),
            r.threads(),
            r.probes()));
  }

  void evalData(@Nullable String path) {
    var source = path == null ? null : sources.of(path);
    change(r ->
        new Recipe(
            r.name(),
            r.task(),
            r.model(),
            r.scratch(),
            r.data(),
            source,
            r.arguments(),
            r.learns(),
            r.device(),
            r.threads(),
            r.probes()));
  }

  void task(String task) {
    change(r ->
        new Recipe(
            r.name(),
            task,
            r.model(),
            r.scratch(),
            r.data(),
            r.evalData(),
            r.arguments(),
            r.learns(),
            r.device(),
            r.threads(),
            r.probes()));
  }

  void name(String name) {
    change(r ->
        new Recipe(
            name.isBlank() ? null : name,
            r.task(),
            r.model(),
            r.scratch(),
            r.data(),
            r.evalData(),
            r.arguments(),
            r.learns(),
            r.device(),
            r.threads(),
            r.probes()));
  }

  void probes(List<Recipe.Probe> probes) {
    change(r -> r.withProbes(probes));
  }

  /// Starts from one of the three again: all arguments are its own.
  void begin(Preset wanted) {
    preset.set(wanted);
    wrong.clear();
    change(r -> r.with(wanted.arguments(parameters())));
  }

  /// Sets one value; one that makes no sense stays a fault at its field and leaves the recipe as it was.
  void set(String name, String value) {
    try {
      var next = Setting.named(name).give(recipe.get(), value);
      wrong.remove(name);
      change(_ -> next);
    } catch (Problem e) {
      wrong.put(name, e);
      judge();
    }
  }

  void repair(Fault fault) {
    fault.repair().forEach(this::set);
  }

  /// Brings one value back to the preset's.
  void reset(String name) {
    set(name, presetValue(name));
  }

  String presetValue(String name) {
    return Setting.named(name).of(pure());
  }

  private Recipe pure() {
    var r = recipe.get();
    return Recipe.of(r.task(), r.model(), Recipe.Source.of(r.data().path()))
        .with(preset.get().arguments(parameters()));
  }

  /// Settings whose values are not the preset's, in the order of the form.
  List<String> differing() {
    var base = pure();
    return Setting.ALL.stream()
        .filter(s -> s.fits(recipe.get()) && !s.of(recipe.get()).equals(s.of(base)))
        .map(Setting::name)
        .toList();
  }

  private void change(UnaryOperator<Recipe> change) {
    recipe.set(change.apply(recipe.get()));
    plan();
  }

  private void plan() {
    var now = recipe.get();
    if (now.model().isEmpty() || now.data().path().isEmpty()) {
      latest.cancel("train.plan");
      report.set(null);
      judge();
      return;
    }
    latest.askAfter(
        PAUSE,
        "train.plan",
        () -> workbench.ask(new Request.Plan(now)),
        found -> {
          trouble.set(null);
          report.set(found);
          judge();
        },
        problem -> {
          report.set(null);
          trouble.set(problem);
          judge();
        });
  }

  private void judge() {
    var all = new ArrayList<Fault>();
    var r = recipe.get();
    if (r.model().isEmpty()) all.add(new Fault("model", new Problem("ui.train.model"), Map.of()));
    if (r.data().path().isEmpty())
      all.add(new Fault("data", new Problem("ui.train.data"), Map.of()));
    wrong.forEach((name, problem) ->
        all.add(new Fault(name, problem, Map.of(name, Setting.named(name).of(r)))));
    var planned = report.get();
    if (planned != null) {
      planned.problems().forEach(p -> all.add(Fault.of(p)));
      var memory = Fault.memory(r, planned);
      if (memory != null) all.add(memory);
    }
    var failed = trouble.get();
    if (failed != null) all.add(new Fault("plan", failed, Map.of()));
    faults.set(List.copyOf(all));
  }

  boolean canStart() {
    return faults.get().isEmpty() && report.get() != null;
  }

  /// Starts the run.
  ///
  /// @param started hears its id
  void start(Consumer<String> started, Consumer<Problem> failed) {
    if (!canStart() || latest.busy("train.start")) return;
    var now = recipe.get();
    preferences.remember(LAST, now.toJson());
    latest.run("train.start", () -> workbench.start(now), started, failed);
  }

  void save(Path file, Consumer<Problem> failed, Runnable done) {
    var now = recipe.get();
    latest.run(
        "train.save",
        () -> {
          Disk.write(file, Json.pretty(now));
          return true;
        },
        _ -> done.run(),
        failed);
  }

  void open(Path file, Consumer<Problem> failed) {
    latest.run(
        "train.open",
        () -> {
          if (Json.read(file) instanceof ObjectNode node) return Recipe.fromJson(node);
          throw new Problem("ui.train.recipe", file);
        },
        found -> {
          wrong.clear();
          change(_ -> found);
        },
        failed);
  }

  /// Data files to choose from: those that were looked at, then the samples.
  List<String> dataFiles() {
    var all = new java.util.LinkedHashSet<>(sources.recent());
    var samples = workbench.starters().resolve("datasets");
    if (java.nio.file.Files.isDirectory(samples)) {
      try (var files = java.nio.file.Files.list(samples)) {
        files
            .filter(f -> f.toString().endsWith(".csv"))
            .sorted()
            .forEach(f -> all.add(f.toString()));
      } catch (java.io.IOException _) {
        // no samples then
      }
    }
    return List.copyOf(all);
  }

  ObservableList<ModelHead> models() {
    return models;
  }

  ObservableList<DeviceInfo> devices() {
    return devices;
  }

  ReadOnlyObjectProperty<Recipe> recipe() {
    return recipe.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Preset> preset() {
    return preset.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable PlanReport> report() {
    return report.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Fault>> faults() {
    return faults.getReadOnlyProperty();
  }

  /// Whether the rest of the settings is unfolded.
  BooleanProperty more() {
    return more;
  }
}

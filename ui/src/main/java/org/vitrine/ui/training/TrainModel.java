package org.vitrine.ui.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Preset;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;
import tools.jackson.databind.node.ObjectNode;

/// The form of a new run: a draft of its recipe, what it would need, and what keeps it from starting.
final class TrainModel {
  private static final Set<String> UNCHOSEN = Set.of("ui.train.model", "ui.train.data");
  static final List<String> TASKS =
      List.of(
          "text-classification",
          "token-classification",
          "question-answering",
          "image-classification",
          "masked-lm",
          "causal-lm",
          "seq2seq");

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final Sources sources;
  private final Remembered remembered;
  private final Choices choices;
  private final Planner planner;
  private final Draft draft;
  private final ReadOnlyObjectWrapper<List<Fault>> faults = new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanProperty more = new SimpleBooleanProperty();
  private List<Recipe.Probe> suggested = List.of();
  private boolean begun;

  TrainModel(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    sources = new Sources(preferences);
    remembered = new Remembered(preferences);
    choices = new Choices(workbench, latest, preferences, sources);
    planner = new Planner(workbench, latest);
    this.preferences = preferences;
    draft = new Draft(TASKS.getFirst(), this::parameters, this::usual);
  }

  /// How often a run saves, as the settings say.
  private Arguments usual(Arguments arguments) {
    var settings = preferences.get();
    var kept = arguments.with("save_total_limit", Integer.toString(settings.checkpointsKept()));
    return settings.checkpointEvery() == 0
        ? kept
        : kept.with("save_strategy", "steps")
            .with("save_steps", Integer.toString(settings.checkpointEvery()));
  }

  /// Takes over what somebody chose elsewhere; what is null stays as it was.
  void begin(@Nullable String model, @Nullable String data, @Nullable Preset preset) {
    if (!begun) {
      begun = true;
      remembered.last().ifPresent(draft::take);
    }
    if (model != null) model(model);
    else choices.look(draft.recipe().get().model());
    if (data != null) data(data);
    if (preset != null) begin(preset);
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
          draft.take(found);
          choices.look(found.model());
          list();
          plan();
        },
        this::failed);
  }

  private void list() {
    boolean untouched = draft.differing().isEmpty();
    choices.read(
        () -> {
          if (recipe().get().model().isEmpty() && !choices.models().isEmpty())
            model(choices.models().getFirst().path());
          else if (untouched) begin(preset().get()); // now the size of the model is known
          else plan();
        },
        this::failed);
  }

  private void failed(Problem problem) {
    planner.fail(problem);
    judge();
  }

  Optional<ModelHead> model() {
    return choices.model(recipe().get().model());
  }

  private long parameters() {
    var planned = planner.report().get();
    return model().map(ModelHead::parameters).orElse(planned == null ? 0 : planned.parameters());
  }

  /// Chooses a model; its size decides what the chosen preset means, and what was tried with it last comes back.
  void model(String path) {
    boolean untouched = draft.differing().isEmpty();
    draft.change(r -> r.withModel(path));
    choices.look(path);
    var tasks = model().map(ModelHead::tasks).orElse(List.of());
    if (!tasks.isEmpty() && !tasks.contains(recipe().get().task()))
      draft.change(r -> r.withTask(tasks.getFirst()));
    var last = remembered.of(path, recipe().get().task());
    if (untouched && last.isPresent())
      change(r -> r.with(last.get().arguments()).withLearns(last.get().learns()));
    else if (untouched) begin(preset().get());
    else plan();
  }

  void data(String path) {
    var measured = sources.measure(path);
    change(r -> {
      var with = r.withData(sources.of(path));
      return measured == null ? with : with.withEvalData(whole(measured));
    });
    if (sources.cut(path) > 0) set("max_length", Integer.toString(sources.cut(path)));
    var source = recipe().get().data();
    latest.ask(
        "train.probes",
        () -> workbench.ask(new Request.OpenTable(source)),
        page -> {
          var now = recipe().get();
          if (now.data().equals(source) && now.probes().equals(suggested)) {
            suggested = Suggested.probes(page, preferences.get().probeSentences());
            probes(suggested);
          }
        },
        _ -> {}); // what is wrong with the file, the plan says
  }

  void evalData(@Nullable String path) {
    // what nobody measures on cannot stand on both sides
    if (path == null) change(r -> r.withData(without(r.data(), "leak")).withEvalData(null));
    else change(r -> r.withEvalData(whole(path)));
  }

  private Recipe.Source whole(String path) {
    return sources.of(path).withLeaveOut(List.of());
  }

  private static Recipe.Source without(Recipe.Source source, String step) {
    return source.withLeaveOut(source.leaveOut().stream().filter(s -> !s.equals(step)).toList());
  }

  void task(String task) {
    change(r -> r.withTask(task));
  }

  void name(String name) {
    change(r -> r.withName(name.isBlank() ? null : name));
  }

  void probes(List<Recipe.Probe> probes) {
    change(r -> r.withProbes(probes));
  }

  /// Starts from one of the three again: all arguments are its own.
  void begin(Preset wanted) {
    draft.begin(wanted);
    plan();
  }

  /// Sets one value; one that makes no sense stays a fault at its field and leaves the recipe as it was.
  void set(String name, String value) {
    var before = recipe().get();
    draft.set(name, value);
    if (recipe().get().equals(before)) judge();
    else plan();
  }

  void repair(Fault fault) {
    fault.repair().forEach(this::set);
  }

  /// Brings one value back to the preset's.
  void reset(String name) {
    set(name, presetValue(name));
  }

  String presetValue(String name) {
    return draft.presetValue(name);
  }

  /// Settings whose values are not the preset's, in the order of the form.
  List<String> differing() {
    return draft.differing();
  }

  private void change(UnaryOperator<Recipe> change) {
    draft.change(change);
    plan();
  }

  private void plan() {
    // What has just been chosen is missed no longer, though its plan is still being worked out.
    if (faults.get().stream().anyMatch(f -> UNCHOSEN.contains(f.problem().key()))) judge();
    planner.plan(recipe().get(), this::judge);
  }

  private void judge() {
    var all = new ArrayList<Fault>();
    var r = recipe().get();
    if (r.model().isEmpty())
      all.add(Fault.stopping("model", new Problem("ui.train.model"), Map.of()));
    if (r.data().path().isEmpty())
      all.add(Fault.stopping("data", new Problem("ui.train.data"), Map.of()));
    all.addAll(draft.faults());
    var planned = planner.report().get();
    if (planned != null) {
      planned.problems().forEach(p -> all.add(Fault.of(p)));
      var memory = Fault.memory(r, planned);
      if (memory != null) all.add(memory);
    }
    var trouble = planner.trouble();
    if (trouble != null) all.add(Fault.stopping("plan", trouble, Map.of()));
    faults.set(List.copyOf(all));
    planner.time(r, draft::pure);
  }

  boolean canStart() {
    return faults.get().stream().noneMatch(Fault::stops) && planner.report().get() != null;
  }

  /// Starts the run.
  ///
  /// @param started hears its id
  void start(Consumer<String> started, Consumer<Problem> failed) {
    if (!canStart() || latest.busy("train.start")) return;
    var now = recipe().get();
    remembered.keep(now);
    latest.run("train.start", () -> workbench.start(now), started, failed);
  }

  void save(Path file, Consumer<Problem> failed, Runnable done) {
    var now = recipe().get();
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
          draft.take(found);
          choices.look(found.model());
          plan();
        },
        failed);
  }

  Choices choices() {
    return choices;
  }

  Planner planner() {
    return planner;
  }

  ReadOnlyObjectProperty<Recipe> recipe() {
    return draft.recipe().getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Preset> preset() {
    return draft.preset().getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable PlanReport> report() {
    return planner.report();
  }

  ReadOnlyObjectProperty<List<Fault>> faults() {
    return faults.getReadOnlyProperty();
  }

  /// Whether the rest of the settings is unfolded.
  BooleanProperty more() {
    return more;
  }
}

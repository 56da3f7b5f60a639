package org.vitrine.ui.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Workbench;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Feed;

/// The table of runs: what is shown, ticked and chosen, and what is done with it. No controls.
final class RunsModel {
  private static final int SPARKS = 30;
  private static final int CURVE = 200;

  private final Workbench workbench;
  private final Latest latest;
  private final Feed feed;
  private final StringProperty filter = new SimpleStringProperty("");
  private final FilteredList<RunHead> shown;
  private final ObservableSet<String> ticked = FXCollections.observableSet(new LinkedHashSet<>());
  private final ObjectProperty<@Nullable RunHead> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Details> details = new SimpleObjectProperty<>();
  private final Map<String, Sparks> sparks = new HashMap<>();
  private Consumer<Problem> trouble = _ -> {};

  /// What a row shows beyond the head.
  ///
  /// @param step at which the curve was read
  record Sparks(long step, List<Double> values, double rate, int batch) {}

  /// What the panel shows of the chosen run.
  ///
  /// @param bytes of its checkpoints, by path
  record Details(Run run, List<Point> loss, List<Point> evaluated, Map<String, Long> bytes) {}

  RunsModel(Workbench workbench, Latest latest, Feed feed) {
    this.workbench = workbench;
    this.latest = latest;
    this.feed = feed;
    shown = new FilteredList<>(feed.runs());
    filter.subscribe(typed -> shown.setPredicate(Filter.of(typed)));
    chosen.subscribe(run -> choose(run));
    feed.runs().subscribe(this::again);
  }

  void onTrouble(Consumer<Problem> listener) {
    trouble = listener;
  }

  private void again() {
    var now = chosen.get();
    if (now == null) return;
    shown.getSource().stream()
        .filter(r -> r.id().equals(now.id()))
        .findFirst()
        .ifPresent(chosen::set);
  }

  private void choose(@Nullable RunHead head) {
    if (head == null) {
      details.set(null);
      return;
    }
    latest.run("runs.details", () -> details(head.id()), details::set, trouble);
  }

  private Details details(String id) {
    var history = workbench.history();
    var run = history.run(id);
    var bytes = new HashMap<String, Long>();
    for (var each : run.checkpoints()) bytes.put(each.path(), size(Path.of(each.path())));
    var loss = history.thinned(id, "train/loss", CURVE);
    return new Details(run, loss, history.after(id, "eval/loss", -1), bytes);
  }

  private static long size(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(f -> f.toFile().isFile() ? f.toFile().length() : 0).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // removed while it was looked at
    }
  }

  StringProperty filter() {
    return filter;
  }

  ObservableList<RunHead> shown() {
    return shown;
  }

  ObservableSet<String> ticked() {
    return ticked;
  }

  ObjectProperty<@Nullable RunHead> chosen() {
    return chosen;
  }

  ObjectProperty<@Nullable Details> details() {
    return details;
  }

  void tick(String run) {
    if (!ticked.remove(run)) ticked.add(run);
  }

  /// The loss of a run as a few numbers and its main settings; read anew only when the run went on.
  void sparks(RunHead run, Consumer<Sparks> answer) {
    var known = sparks.get(run.id());
    if (known != null) answer.accept(known);
    if (known != null && known.step() == run.step()) return;
    latest.run(
        "runs.sparks." + run.id(),
        () -> read(run, known),
        read -> {
          sparks.put(run.id(), read);
          answer.accept(read);
        },
        trouble);
  }

  private Sparks read(RunHead run, @Nullable Sparks known) {
    var values =
        workbench.history().thinned(run.id(), "train/loss", SPARKS).stream()
            .map(Point::value)
            .toList();
    if (known != null) return new Sparks(run.step(), values, known.rate(), known.batch());
    var a = workbench.history().run(run.id()).recipe().arguments();
    int batch = a.perDeviceTrainBatchSize() * a.gradientAccumulationSteps();
    return new Sparks(run.step(), values, a.learningRate(), batch);
  }

  @Nullable Sparks known(RunHead run) {
    return sparks.get(run.id());
  }

  /// Parts of the filter and how many runs there would be without each.
  Map<Filter.Part, Long> without() {
    Map<Filter.Part, Long> counts = new LinkedHashMap<>();
    for (var part : Filter.parts(filter.get())) {
      var rest = Filter.of(Filter.without(filter.get(), part));
      counts.put(part, shown.getSource().stream().map(RunHead.class::cast).filter(rest).count());
    }
    return counts;
  }

  void drop(Filter.Part part) {
    filter.set(Filter.without(filter.get(), part));
  }

  void rename(String run, String name) {
    if (!name.isBlank()) change(run, "rename", () -> workbench.history().rename(run, name));
  }

  void note(String run, String markdown) {
    change(run, "note", () -> workbench.history().note(run, markdown));
  }

  /// @param typed tags with spaces or commas between them
  void tags(String run, String typed) {
    Set<String> tags = new LinkedHashSet<>();
    for (var tag : typed.split("[\\s,，]+")) if (!tag.isBlank()) tags.add(tag);
    tags(run, tags);
  }

  void tags(String run, Set<String> tags) {
    var all = Set.copyOf(tags);
    change(run, "tags", () -> workbench.history().tags(run, all));
  }

  /// Gives one more tag to all that are ticked.
  ///
  /// @return the tags that each had before; empty where nothing was typed
  Map<String, Set<String>> tagTicked(String typed) {
    var tag = typed.strip().replaceAll("[\\s,，]+", "-");
    if (tag.isEmpty()) return Map.of();
    Map<String, Set<String>> before = new LinkedHashMap<>();
    for (var run : shown.getSource())
      if (ticked.contains(run.id())) before.put(run.id(), Set.copyOf(run.tags()));
    Map<String, Set<String>> after = new LinkedHashMap<>();
    before.forEach((run, tags) -> {
      var more = new LinkedHashSet<>(tags);
      more.add(tag);
      after.put(run, more);
    });
    tags(after);
    return before;
  }

  void tags(Map<String, Set<String>> all) {
    latest.run(
        "runs.tags",
        () -> {
          all.forEach(workbench.history()::tags);
          return all;
        },
        _ -> feed.look(),
        trouble);
  }

  /// @param done hears of it once it is in the bin
  void delete(List<String> runs, Runnable done) {
    latest.run(
        "runs.delete",
        () -> {
          for (var run : runs) workbench.history().delete(run);
          return runs;
        },
        all -> {
          ticked.removeAll(Set.copyOf(all));
          feed.look();
          if (chosen.get() != null && all.contains(chosen.get().id())) chosen.set(null);
          done.run();
        },
        trouble);
  }

  void restore(List<String> runs) {
    latest.run(
        "runs.restore",
        () -> {
          for (var run : runs) workbench.history().restore(run);
          return runs;
        },
        _ -> feed.look(),
        trouble);
  }

  void export(List<String> runs, Path folder, Consumer<Path> done) {
    latest.run(
        "runs.export",
        () -> {
          for (var run : runs) workbench.history().export(run, folder.resolve(run));
          return folder;
        },
        done,
        trouble);
  }

  List<String> tickedOrChosen() {
    if (!ticked.isEmpty()) return new ArrayList<>(ticked);
    var one = chosen.get();
    return one == null ? List.of() : List.of(one.id());
  }

  private void change(String run, String what, Runnable work) {
    latest.run(
        "runs." + what,
        () -> {
          work.run();
          return run;
        },
        _ -> feed.look(),
        trouble);
  }
}

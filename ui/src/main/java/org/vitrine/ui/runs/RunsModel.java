package org.vitrine.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final Workbench workbench;
  private final Latest latest;
  private final StringProperty filter = new SimpleStringProperty("");
  private final FilteredList<RunHead> shown;
  private final ObservableSet<String> ticked = FXCollections.observableSet(new LinkedHashSet<>());
  private final ObjectProperty<@Nullable RunHead> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Run> details = new SimpleObjectProperty<>();
  private final Map<String, Sparks> sparks = new HashMap<>();
  private Consumer<Problem> trouble = _ -> {};

  /// @param step at which the curve was read
  private record Sparks(long step, List<Double> values) {}

  RunsModel(Workbench workbench, Latest latest, Feed feed) {
    this.workbench = workbench;
    this.latest = latest;
    shown = new FilteredList<>(feed.runs());
    filter.subscribe(typed -> shown.setPredicate(Filter.of(typed)));
    chosen.subscribe(this::read);
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

  private void read(@Nullable RunHead head) {
    if (head == null) {
      details.set(null);
      return;
    }
    latest.run("runs.details", () -> workbench.history().run(head.id()), details::set, trouble);
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

  ObjectProperty<@Nullable Run> details() {
    return details;
  }

  void tick(String run) {
    if (!ticked.remove(run)) ticked.add(run);
  }

  /// The loss of a run as a few numbers; read anew only when the run went on.
  void sparks(RunHead run, Consumer<List<Double>> answer) {
    var known = sparks.get(run.id());
    if (known != null) answer.accept(known.values());
    if (known != null && known.step() == run.step()) return;
    latest.run(
        "runs.sparks." + run.id(),
        () ->
            workbench.history().thinned(run.id(), "train/loss", SPARKS).stream()
                .map(Point::value)
                .toList(),
        values -> {
          sparks.put(run.id(), new Sparks(run.step(), values));
          answer.accept(values);
        },
        trouble);
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
    change(run, "tags", () -> workbench.history().tags(run, tags));
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
        _ -> {},
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
        _ -> {},
        trouble);
  }
}

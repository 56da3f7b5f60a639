package org.vitrine.ui.insight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;

/// What a run left that can be looked into: its checkpoints by step, the best of them, and its last model.
///
/// @param name of the run
/// @param places newest first
record RunPlaces(String name, List<Place> places) {
  private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})");

  /// @param kind `step`, `best` or `final`
  /// @param step updates done, −1 where nobody knows
  record Place(String run, String kind, long step, Path folder) {
    ModelHead head(String name) {
      return new ModelHead(name, folder.toString(), "", null, "run", 0, 0, List.of(), null);
    }
  }

  /// Newest runs first; runs without a model are left out.
  static List<RunPlaces> of(Workbench workbench) {
    var all = new ArrayList<RunPlaces>();
    for (var run : workbench.history().runs(false)) {
      var places = places(run, workbench.home().run(run.id()));
      if (!places.isEmpty()) all.add(new RunPlaces(run.name(), places));
    }
    return all;
  }

  private static List<Place> places(RunHead run, Path folder) {
    var places = new ArrayList<Place>();
    if (model(folder.resolve("final")))
      places.add(new Place(run.name(), "final", run.step(), folder.resolve("final")));
    if (model(folder.resolve("best")))
      places.add(new Place(run.name(), "best", -1, folder.resolve("best")));
    var checkpoints = folder.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) return places;
    try (var steps = Files.list(checkpoints)) {
      steps
          .filter(RunPlaces::model)
          .map(path -> place(run, path))
          .filter(p -> p.step() >= 0)
          .sorted(Comparator.comparingLong(Place::step).reversed())
          .forEach(places::add);
    } catch (IOException _) {
      // a run that is being deleted has nothing to look into
    }
    return places;
  }

  private static Place place(RunHead run, Path path) {
    var name = STEP.matcher(String.valueOf(path.getFileName()));
    return new Place(run.name(), "step", name.matches() ? Long.parseLong(name.group(1)) : -1, path);
  }

  private static boolean model(Path folder) {
    return Files.isRegularFile(folder.resolve("config.json"));
  }

  /// The place that lies in this folder, null for none.
  static @Nullable Place at(List<RunPlaces> runs, String folder) {
    for (var run : runs)
      for (var place : run.places()) if (place.folder().equals(Path.of(folder))) return place;
    return null;
  }

  /// The place that a route to a run means: its last model, or the checkpoint of a step.
  static @Nullable Place in(List<RunPlaces> runs, Path run, long step) {
    for (var each : runs) {
      var places = each.places();
      if (!places.getFirst().folder().startsWith(run)) continue;
      if (step < 0) return places.getFirst();
      for (var place : places) if (place.step() == step) return place;
      return null;
    }
    return null;
  }
}

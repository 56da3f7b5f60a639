package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Sources;

/// What can be chosen on this computer: models that can be tuned, data files, devices, how many layers learn.
final class Choices {
  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final Sources sources;
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();
  private final ObservableList<DeviceInfo> devices = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper layers = new ReadOnlyIntegerWrapper();

  Choices(Workbench workbench, Latest latest, Preferences preferences, Sources sources) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    this.sources = sources;
  }

  void read(Runnable done, Consumer<Problem> failed) {
    latest.ask(
        "train.models",
        () -> workbench.ask(new Request.ListModels(preferences.get().modelFolders())),
        found -> {
          models.setAll(
              found.models().stream()
                  .filter(m -> m.problem() == null && !m.tasks().isEmpty())
                  .toList());
          done.run();
        },
        failed);
    if (devices.isEmpty())
      latest.ask(
          "train.devices",
          () -> workbench.ask(new Request.Doctor()),
          found -> devices.setAll(found.devices()),
          _ -> {});
  }

  /// Finds out how many layers this model has; 0 until then.
  void look(String model) {
    layers.set(0);
    if (model.isEmpty()) return;
    latest.ask(
        "train.layers",
        () -> workbench.ask(new Request.ShowModel(model)),
        found -> layers.set(found.layers()),
        _ -> {});
  }

  /// What can learn: everything, the head, and the head with ever more of the last layers.
  List<String> learns() {
    var all = new ArrayList<>(List.of("all", "head"));
    int whole = layers.get();
    for (int n : new TreeSet<>(List.of(1, 2, 4, whole / 2)))
      if (n > 0 && n < whole) all.add("last:" + n);
    return all;
  }

  Optional<ModelHead> model(String path) {
    return models.stream().filter(m -> m.path().equals(path)).findFirst();
  }

  /// Data files to choose from: those that were looked at, then the samples.
  List<String> dataFiles() {
    var all = new LinkedHashSet<>(sources.recent());
    Sources.samples(workbench.starters()).forEach(f -> all.add(f.toString()));
    return List.copyOf(all);
  }

  ObservableList<ModelHead> models() {
    return models;
  }

  ObservableList<DeviceInfo> devices() {
    return devices;
  }

  ReadOnlyIntegerProperty layers() {
    return layers.getReadOnlyProperty();
  }
}

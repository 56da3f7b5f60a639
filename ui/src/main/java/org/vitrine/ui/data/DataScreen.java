package org.vitrine.ui.data;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// A data file before it is learnt from.
public final class DataScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final DataModel model;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private @Nullable DataPane pane;

  /// Where one left: which file, and which of its rows were shown.
  record State(String path, String query) {}

  public DataScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(DataScreen.class);
    model = new DataModel(ui.workbench(), ui.latest(), ui.preferences());
    model
        .source()
        .subscribe(source ->
            title.set(source == null ? "" : String.valueOf(Path.of(source.path()).getFileName())));
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Data;
  }

  @Override
  public void enter(Route route) {
    model.reader().find();
    if (route instanceof Route.Data(var path) && path != null) model.open(path);
  }

  @Override
  public Node view() {
    var made = new DataPane(ui, model);
    pane = made;
    return made;
  }

  @Override
  public void filter() {
    if (pane != null) pane.focusSearch();
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public List<Action> actions() {
    var all = new java.util.ArrayList<>(always());
    for (var step : List.of("duplicate", "conflict", "leak", "empty", "unlabelled", "bad"))
      all.add(
          Action.of(
                  "data.leave-out." + step,
                  Action.Group.DO,
                  words,
                  "do." + step,
                  Feather.MINUS,
                  () -> model.leaveOut(step))
              .when(() -> offered(step)));
    return all;
  }

  private boolean offered(String step) {
    var profile = model.looked().profile().get();
    var page = model.page().get();
    return profile != null
        && page != null
        && profile.findings().stream()
            .anyMatch(f -> f.kind().equals(step) && Steps.offered(f, page));
  }

  private List<Action> always() {
    return List.of(
        Action.of(
                "data.open",
                Action.Group.DO,
                words,
                "open.file",
                Feather.PLUS,
                () -> DataPane.choose(words, model::open))
            .key("Shortcut+O"),
        Action.of(
            "data.pictures",
            Action.Group.DO,
            words,
            "open.folder",
            Feather.IMAGE,
            () -> DataPlaces.chooseFolder(words.get("open.folder"), model::open)),
        Action.of(
                "data.train",
                Action.Group.DO,
                words,
                "train",
                Feather.BAR_CHART_2,
                () -> DataPane.train(ui, model))
            .when(() -> model.page().get() != null && ui.navigator().knows(Route.Train.empty())),
        Action.of(
                "data.next", Action.Group.DO, words, "next", Feather.CHEVRON_DOWN, () -> problem(1))
            .key("J"),
        Action.of(
                "data.previous",
                Action.Group.DO,
                words,
                "previous",
                Feather.CHEVRON_UP,
                () -> problem(-1))
            .key("K"),
        Action.of(
                "data.problems",
                Action.Group.DO,
                words,
                "problems",
                Feather.FILTER,
                () -> model.onlyProblems(!(model.only().get() instanceof Only.Problems)))
            .when(() -> model.looked().problems().count() > 0));
  }

  DataModel model() {
    return model;
  }

  private void problem(int step) {
    var line = model.chosen().get();
    long row = model.looked().problemFrom(line == null ? -1 : line.number(), step);
    var rows = model.rows().get();
    if (row < 0 || rows == null) return;
    if (!(model.only().get() instanceof Only.Problems)) model.all();
    var all = model.rows().get();
    if (all != null) model.chosen().set(all.at(row));
  }

  @Override
  public boolean drop(Path path) {
    if (!DataPlaces.fits(path)) return false;
    model.open(path.toString());
    return true;
  }

  @Override
  public boolean escape() {
    if (model.only().get() == null && model.query().words().get().isEmpty()) return false;
    model.all();
    return true;
  }

  @Override
  public Object state() {
    var source = model.source().get();
    return new State(source == null ? "" : source.path(), model.query().words().get());
  }

  @Override
  public void restore(Object state) {
    if (!(state instanceof State(var path, var query)) || path.isEmpty()) return;
    model.open(path);
    model.query().words().set(query);
  }

  @Override
  public String help() {
    return "help";
  }
}

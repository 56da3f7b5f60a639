package org.vitrine.ui.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Drawer;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// What a model is: every model of this computer in one list, and a page for the chosen one.
public final class ModelsScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final ModelsModel model;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private @Nullable ModelListPane list;
  private @Nullable Drawer drawer;

  /// Where one left: which model, tab and node.
  record State(String path, String tab, String node) {}

  public ModelsScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(ModelsScreen.class);
    model = new ModelsModel(ui.workbench(), ui.latest(), ui.preferences());
    model
        .path()
        .subscribe(path -> {
          title.set(path.isEmpty() ? "" : name(path));
          if (ui.navigator().route().get() instanceof Route.Models && !path.isEmpty())
            ui.navigator().settle(new Route.Models(path));
        });
  }

  private String name(String path) {
    return model
        .index()
        .head(path)
        .map(h -> h.name())
        .orElseGet(() -> String.valueOf(Path.of(path).getFileName()));
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Models;
  }

  @Override
  public void enter(Route route) {
    if (route instanceof Route.Models(var path)) model.choose(path);
    if (model.playground().text().get().isEmpty())
      model.playground().text().set(words.get("playground.sample"));
    model.list();
  }

  @Override
  public Node view() {
    var pane = new ModelListPane(ui, model);
    list = pane;
    var made = new Drawer(ui.theme(), pane, new ModelPagePane(ui, model), words.get("list.show"));
    drawer = made;
    Live.follow(made, model.path(), _ -> made.close());
    return new StackPane(made, new TensorPane(ui, model));
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public List<Action> actions() {
    return List.of(
        Action.of("models.tune", Action.Group.DO, words, "tune", Feather.BAR_CHART_2, this::tune)
            .key("Shortcut+T")
            .when(() -> model.page().get() != null && ui.navigator().knows(Route.Train.empty())),
        Action.of("models.look", Action.Group.DO, words, "look", Feather.SHARE_2, this::look)
            .when(() ->
                model.page().get() != null && ui.navigator().knows(Route.Attention.of(null, null))),
        Action.of(
            "models.add",
            Action.Group.DO,
            words,
            "add.folder",
            Feather.PLUS,
            () -> ModelListPane.add(ui, model, words)),
        Action.of(
            "models.again", Action.Group.DO, words, "again", Feather.REFRESH_CW, model::again));
  }

  private void tune() {
    ui.go(new Route.Train(model.path().get(), null, null));
  }

  private void look() {
    ui.go(Route.Attention.of(model.path().get(), null));
  }

  void openTensor(String name) {
    model.open().set(name);
  }

  @Override
  public Object state() {
    return new State(model.path().get(), model.tab().get(), model.node().get());
  }

  @Override
  public void restore(Object state) {
    if (state instanceof State(var path, var tab, var node)) {
      model.choose(path);
      model.tab().set(tab);
      model.node().set(node);
    }
  }

  @Override
  public boolean drop(Path path) {
    var name = path.getFileName() == null ? "" : path.getFileName().toString();
    boolean fits =
        Files.isDirectory(path) || name.endsWith(".safetensors") || name.equals("config.json");
    return fits && model.add(path);
  }

  @Override
  public void filter() {
    if (drawer != null) drawer.open();
    if (list != null) list.focusFilter();
  }

  @Override
  public boolean escape() {
    if (drawer != null && drawer.isOpen()) {
      drawer.close();
      return true;
    }
    if (model.open().get() != null) {
      model.open().set(null);
      return true;
    }
    if (model.index().filter().get().isEmpty()) return false;
    model.index().filter().set("");
    return true;
  }

  @Override
  public String help() {
    return "help";
  }
}

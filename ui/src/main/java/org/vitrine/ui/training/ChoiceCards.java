package org.vitrine.ui.training;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Ui;

/// Model, data and task, each a card that opens into its choices; what is wrong with one stands below.
final class ChoiceCards extends VBox {
  private final TrainModel model;
  private final Words words;
  private final MenuButton models = new MenuButton();
  private final MenuButton data = new MenuButton();
  private final MenuButton task = new MenuButton();
  private final VBox faults = Boxes.column(4);

  ChoiceCards(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    var row = new Tiles(ui.theme(), 250, 10, models, data, task);
    for (var each : List.of(models, data, task)) {
      each.getStyleClass().addAll("v-card", "v-choice");
      each.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      each.setMaxWidth(Double.MAX_VALUE);
    }
    getChildren().addAll(row, faults);
    Live.follow(this, model.recipe(), _ -> fill());
    Live.follow(this, model.report(), _ -> fill());
    Live.follow(this, model.choices().models(), this::fill);
    Live.follow(this, model.faults(), this::faults);
  }

  private void fill() {
    var recipe = model.recipe().get();
    var head = model.model();
    var name =
        recipe.model().isEmpty()
            ? words.get("choose")
            : head.map(h -> h.name()).orElseGet(() -> name(recipe.model()));
    show(
        models,
        Feather.BOX,
        words.get("model"),
        name,
        head.map(h -> words.about(h.parameters()) + " · " + h.family()).orElse(""));
    models
        .getItems()
        .setAll(
            model.choices().models().stream()
                .map(m -> item(m.name(), () -> model.model(m.path())))
                .toList());

    var plan = model.report().get();
    var rows =
        plan == null
            ? ""
            : words.get("data.rows", words.count(plan.trainRows()), words.count(plan.evalRows()));
    show(
        data,
        Feather.GRID,
        words.get("data"),
        recipe.data().path().isEmpty() ? words.get("choose") : name(recipe.data().path()),
        rows);
    data.getItems()
        .setAll(
            model.choices().dataFiles().stream()
                .map(f -> item(name(f), () -> model.data(f)))
                .toList());
    data.getItems().add(item(words.get("data.file"), () -> choose(model::data)));
    var folder = words.get("data.folder");
    data.getItems().add(item(folder, () -> DataPlaces.chooseFolder(folder, model::data)));
    data.getItems().add(item(words.get("data.eval"), () -> choose(model::evalData)));
    if (recipe.evalData() != null)
      data.getItems().add(item(words.get("data.share"), () -> model.evalData(null)));

    var classes =
        plan == null || plan.labels().isEmpty()
            ? words.get("task." + recipe.task() + ".text")
            : words.get("task.classes", plan.labels().size());
    show(task, Feather.TARGET, words.get("task"), words.get("task." + recipe.task()), classes);
    var can = head.map(h -> h.tasks()).orElse(TrainModel.TASKS);
    task.getItems()
        .setAll(can.stream().map(t -> item(words.get("task." + t), () -> model.task(t))).toList());
  }

  /// Opens the choices of one card.
  ///
  /// @param place `model`, `data`, `eval_data` or `task`
  void open(String place) {
    var card =
        switch (place) {
          case "model" -> models;
          case "task" -> task;
          default -> data;
        };
    card.requestFocus();
    card.show();
  }

  private static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  private static MenuItem item(String name, Runnable work) {
    var item = new MenuItem(name);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> work.run());
    return item;
  }

  private static void show(MenuButton card, Feather icon, String what, String name, String more) {
    var title = Labels.strong(name);
    title.setMinWidth(0);
    var text = new VBox(Labels.caption(what), title, Labels.caption(more.isEmpty() ? " " : more));
    Node picture = Icons.large(icon);
    card.setGraphic(Boxes.row(12, picture, text));
    card.setAccessibleText(what + ": " + name);
  }

  private void faults(List<Fault> all) {
    faults.getChildren().clear();
    for (var place : List.of("model", "data", "eval_data", "task")) {
      for (var fault : Fault.at(all, place))
        faults.getChildren().add(Repairs.sentence(words, fault, model));
    }
    Boxes.show(faults, !faults.getChildren().isEmpty());
    wrong(models, !Fault.at(all, "model").isEmpty());
    wrong(data, !Fault.at(all, "data").isEmpty());
  }

  private static void wrong(MenuButton card, boolean wrong) {
    card.getStyleClass().remove("v-choice-wrong");
    if (wrong) card.getStyleClass().add("v-choice-wrong");
  }

  private void choose(Consumer<String> work) {
    DataPlaces.chooseFile(words.get("data.file"), words.get("data"), work);
  }
}

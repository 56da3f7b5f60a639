package org.vitrine.ui.models;

import java.util.ArrayList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.models.ModelIndex.Line;
import org.vitrine.ui.nav.Ui;

/// The list at the left, in groups, with a filter.
final class ModelListPane extends VBox {
  private final Ui ui;
  private final ModelsModel model;
  private final Words words;
  private final Field filter;
  private final ListView<Line> list = new ListView<>();
  private final StackPane body = new StackPane();
  private boolean marking;

  ModelListPane(Ui ui, ModelsModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(ModelsScreen.class);
    filter =
        new Field(Feather.SEARCH, words.get("filter", words.count(model.index().models().size())));
    filter.clearable(words.get("none.clear"));
    filter.input().textProperty().bindBidirectional(model.index().filter());
    var head =
        Boxes.column(
            10,
            Boxes.row(
                8,
                Boxes.grow(filter),
                order(),
                Buttons.plain(words.get("add"), Feather.PLUS, () -> add(ui, model, words))),
            chips());
    Boxes.pad(head, 12, 12, 12, 12);
    getStyleClass().add("v-side");
    Boxes.width(this, 336);
    list.getStyleClass().add("v-model-list");
    list.setCellFactory(_ -> new ModelCell(words));
    list.setAccessibleText(words.get("list"));
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe((_, now) -> {
          if (!marking && now instanceof Line.Entry(var head1)) model.choose(head1.path());
        });
    getChildren().addAll(head, Boxes.rule(), Boxes.grow(body));
    Live.follow(this, model.index().lines(), this::fill);
    Live.follow(this, model.path(), _ -> mark());
    Live.follow(this, model.index().trouble(), _ -> fill());
  }

  private FlowPane chips() {
    var row = new FlowPane();
    row.getStyleClass().add("v-chips");
    var sources = new ArrayList<>(ModelIndex.SOURCES);
    sources.addFirst(ModelIndex.ALL);
    for (var source : sources) {
      var chip = Labels.fit(new ToggleButton(words.get("group." + source)));
      chip.getStyleClass().add("v-chip");
      chip.setOnAction(_ -> {
        model.index().group().set(source);
        chip.setSelected(true);
      });
      Live.follow(chip, model.index().group(), now -> chip.setSelected(now.equals(source)));
      row.getChildren().add(chip);
    }
    return row;
  }

  private MenuButton order() {
    var menu = new MenuButton();
    menu.setGraphic(Icons.of(Feather.BAR_CHART));
    menu.getStyleClass().add("v-icon-only");
    menu.setTooltip(Buttons.tip(words.get("order")));
    menu.setAccessibleText(words.get("order"));
    for (var each : ModelIndex.Order.values()) {
      var item = new CheckMenuItem(words.get(each.key()));
      item.setOnAction(_ -> {
        model.index().order().set(each);
        item.setSelected(true);
      });
      menu.getItems().add(item);
      Live.follow(menu, model.index().order(), now -> item.setSelected(now == each));
    }
    return menu;
  }

  private void fill() {
    filter.input().setPromptText(words.get("filter", words.count(model.index().models().size())));
    var problem = model.index().trouble().get();
    if (problem != null) {
      body.getChildren()
          .setAll(
              Boxes.pad(
                  new VBox(
                      new ProblemBox(
                          words,
                          problem,
                          Tone.BAD,
                          Buttons.primary(words.get("again"), null, model::list))),
                  12,
                  12,
                  12,
                  12));
    } else if (!model.index().listed()) {
      body.getChildren()
          .setAll(Boxes.pad(new VBox(new Waiting(words.get("reading.list"))), 16, 16, 16, 16));
    } else if (model.index().lines().isEmpty()) {
      body.getChildren().setAll(nothing());
    } else {
      marking = true;
      list.getItems().setAll(model.index().lines());
      marking = false;
      if (body.getChildren().isEmpty() || body.getChildren().getFirst() != list)
        body.getChildren().setAll(list);
      mark();
    }
  }

  private Empty nothing() {
    if (!model.index().filter().get().isBlank())
      return new Empty(
          Feather.SEARCH,
          words.get("none"),
          words.get("none.text", model.index().filter().get()),
          Buttons.plain(words.get("none.clear"), null, () -> model.index().filter().set("")));
    return new Empty(
        Feather.FOLDER,
        words.get("empty"),
        words.get("empty.text"),
        Buttons.primary(words.get("add.folder"), Feather.FOLDER, () -> add(ui, model, words)));
  }

  private void mark() {
    marking = true;
    var items = list.getItems();
    list.getSelectionModel().clearSelection();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Line.Entry(var head) && head.path().equals(model.path().get()))
        list.getSelectionModel().select(i);
    }
    marking = false;
  }

  void focusFilter() {
    filter.input().requestFocus();
  }

  /// Asks for a folder and puts it on the list.
  static void add(Ui ui, ModelsModel model, Words words) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(words.get("add.folder"));
    var window =
        javafx.stage.Window.getWindows().stream()
            .filter(w -> w.isFocused())
            .findFirst()
            .orElse(null);
    var folder = chooser.showDialog(window);
    if (folder == null) return;
    model.add(folder.toPath());
    ui.status().say(Tone.GOOD, words.get("added", folder.getName()));
  }
}

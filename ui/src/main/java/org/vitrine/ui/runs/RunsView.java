package org.vitrine.ui.runs;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The table at the left, the chosen run at the right, a bar of actions while runs are ticked.
final class RunsView extends VBox {
  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private final RunsScreen screen;
  private final Field filter;
  private final TableView<RunHead> table = new TableView<>();

  RunsView(Ui ui, RunsModel model, RunsScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunsView.class);
    filter = new Field(Feather.FILTER, words.get("filter"));
    filter.input().textProperty().bindBidirectional(model.filter());
    columns();
    var left = new StackPane();
    var side = new RunPanel(ui, model, screen);
    Boxes.width(side, 380);
    Live.follow(
        this,
        ui.feed().runs(),
        () -> left.getChildren().setAll(ui.feed().runs().isEmpty() ? empty() : table));
    var start = Buttons.primary(words.get("new"), Feather.PLUS, () -> ui.go(Route.Train.empty()));
    Boxes.width(filter, 360);
    var head = new PageHead(words.get("title"), new Node[] {filter}, start);
    var body = Boxes.row(16, Boxes.grow(left), side);
    body.setFillHeight(true);
    getChildren()
        .setAll(
            Boxes.pad(new VBox(head), 18, 22, 12, 22),
            bar(),
            Boxes.grow(Boxes.pad(body, 0, 22, 18, 22)));
  }

  void filter() {
    filter.input().requestFocus();
  }

  private Node empty() {
    return new Empty(
        Feather.BAR_CHART_2,
        words.get("empty"),
        words.get("empty.text"),
        Buttons.primary(words.get("empty.do"), Feather.PLAY, () -> ui.go(Route.Train.empty())));
  }

  /// Stands over the table while anything is ticked.
  private Node bar() {
    var said = Labels.strong("");
    var overlay = Buttons.plain(words.get("act.overlay"), Feather.LAYERS, screen::overlay);
    var row =
        Boxes.row(
            8,
            said,
            overlay,
            Buttons.plain(words.get("act.export"), Feather.DOWNLOAD, screen::export),
            Buttons.danger(words.get("act.delete"), Feather.TRASH_2, screen::delete),
            Boxes.spring(),
            Buttons.quiet(words.get("untick"), Feather.X, () -> model.ticked().clear()));
    Boxes.pad(row, 0, 22, 10, 22);
    Runnable show =
        () -> {
          said.setText(words.get("ticked", model.ticked().size()));
          overlay.setDisable(model.ticked().size() < 2);
          Boxes.show(row, !model.ticked().isEmpty());
          table.refresh();
        };
    model.ticked().addListener((SetChangeListener<String>) _ -> show.run());
    show.run();
    return row;
  }

  private void columns() {
    table.setItems(model.shown());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Labels.muted(words.get("nothing")));
    table.getColumns().add(cells("", 34, this::tick));
    table.getColumns().add(cells(words.get("column.name"), 230, this::name));
    table.getColumns().add(cells(words.get("column.state"), 120, run -> Faces.badge(run, words)));
    table.getColumns().add(cells(words.get("column.loss"), 110, this::spark));
    table.getColumns().add(cells(words.get("column.score"), 130, this::score));
    table.getColumns().add(text(words.get("column.model"), 140, run -> Faces.file(run.model())));
    table.getColumns().add(text(words.get("column.data"), 120, run -> Faces.file(run.data())));
    table.getColumns().add(text(words.get("column.steps"), 80, run -> Numbers.count(run.step())));
    table.getColumns().add(text(words.get("column.when"), 100, run -> Faces.when(run.created())));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(run -> {
          if (run != null) model.chosen().set(run);
        });
    var chosen = model.chosen().get();
    if (chosen != null) table.getSelectionModel().select(chosen);
    table.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER) screen.open();
      if (e.getCode() == KeyCode.DELETE) screen.delete();
      var run = model.chosen().get();
      if (e.getCode() == KeyCode.X && run != null) model.tick(run.id());
    });
    table.setRowFactory(_ -> {
      var row = new javafx.scene.control.TableRow<RunHead>();
      row.setOnMouseClicked(e -> {
        if (e.getClickCount() == 2 && !row.isEmpty()) screen.open();
      });
      return row;
    });
  }

  private Node tick(RunHead run) {
    var box = new CheckBox();
    box.setSelected(model.ticked().contains(run.id()));
    box.setAccessibleText(words.get("tick", run.name()));
    box.setOnAction(_ -> model.tick(run.id()));
    return box;
  }

  private Node name(RunHead run) {
    var row = Boxes.row(6, Labels.strong(run.name()));
    for (var tag : run.tags()) row.getChildren().add(Badge.tag(tag));
    return row;
  }

  private Node spark(RunHead run) {
    var line = new Sparkline(ui.theme(), java.util.List.of());
    Boxes.width(line, 84);
    Boxes.height(line, 22);
    if (run.step() > 0) model.sparks(run, line::show);
    return line;
  }

  private Node score(RunHead run) {
    double half = Faces.interval(run);
    var text =
        Faces.score(run)
            + (Double.isNaN(half)
                ? ""
                : " ± " + String.format(java.util.Locale.ROOT, "%.1f", half * 100));
    return Labels.mono(text);
  }

  private TableColumn<RunHead, RunHead> cells(
      String name, double width, Function<RunHead, Node> make) {
    var column = new TableColumn<RunHead, RunHead>(name);
    column.setPrefWidth(width);
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable RunHead run, boolean empty) {
            super.updateItem(run, empty);
            setGraphic(empty || run == null ? null : make.apply(run));
          }
        });
    column.setSortable(false);
    return column;
  }

  private TableColumn<RunHead, String> text(
      String name, double width, Function<RunHead, String> text) {
    var column = new TableColumn<RunHead, String>(name);
    column.setPrefWidth(width);
    column.setCellValueFactory(c -> new ReadOnlyStringWrapper(text.apply(c.getValue())));
    return column;
  }
}

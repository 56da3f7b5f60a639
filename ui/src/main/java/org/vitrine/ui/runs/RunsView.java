package org.vitrine.ui.runs;

import java.util.Objects;
import javafx.collections.SetChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Drawer;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The table at the left, the chosen run at the right, a bar of actions while runs are ticked.
final class RunsView extends BorderPane {
  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private final RunsScreen screen;
  private final Field filter;
  private final Label count = Labels.caption("");
  private final RunsTable table;
  private final RunPanel panel;
  private final HBox tools;
  private final Drawer drawer;
  private final StackPane body = new StackPane();
  private final HBox bar;
  private boolean selecting;

  RunsView(Ui ui, RunsModel model, RunsScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunsView.class);
    filter = new Field(Feather.SEARCH, words.get("filter"));
    filter.input().textProperty().bindBidirectional(model.filter());
    TextFields.bindAutoCompletion(
        filter.input(), typed -> Filter.completions(typed.getUserText(), ui.feed().runs()));
    table = new RunsTable(ui, model);
    panel = new RunPanel(ui, model, screen);
    Boxes.width(panel, 306);
    bar = bar();
    keys();
    var start = Buttons.primary(words.get("new"), Feather.PLUS, () -> ui.go(Route.Train.empty()));
    var head = new PageHead(words.get("title"), new Node[] {count}, start);
    tools = Boxes.row(8, Boxes.grow(filter), table.columnsMenu(), table.groupMenu());
    filter.setMaxHeight(Region.USE_PREF_SIZE);
    var page = Boxes.pad(Boxes.column(12, head, tools, Boxes.grow(body)), 16, 22, 0, 22);
    drawer = new Drawer(ui.theme(), panel, page, words.get("panel.show"), Side.RIGHT);
    setCenter(drawer);
    Live.follow(this, model.shown(), this::refresh);
    Live.follow(this, ui.feed().runs(), this::refresh);
  }

  void filter() {
    filter.input().requestFocus();
  }

  /// The panel of the chosen run, in sight.
  RunPanel panel() {
    drawer.open();
    return panel;
  }

  /// Shows the panel where it is a drawer, or puts it away.
  void togglePanel() {
    if (drawer.isOpen()) drawer.close();
    else drawer.open();
  }

  /// @return false if nothing was open
  boolean closePanel() {
    if (!drawer.isOpen()) return false;
    drawer.close();
    return true;
  }

  private void refresh() {
    int all = ui.feed().runs().size(), shown = model.shown().size();
    count.setText(all == 0 ? "" : words.get("count", shown, all));
    Boxes.show(tools, all > 0);
    Boxes.show(panel, all > 0);
    if (all == 0) only(empty());
    else if (shown == 0) only(nothing());
    else if (!body.getChildren().contains(table)) body.getChildren().setAll(table, bar);
    select();
  }

  private void only(Node node) {
    body.getChildren().setAll(node);
  }

  /// The table forgets its selection when runs are told anew.
  private void select() {
    var chosen = model.chosen().get();
    if (chosen == null) return;
    var now = table.getSelectionModel().getSelectedItem();
    if (now != null && now.id().equals(chosen.id())) return;
    selecting = true;
    for (int i = 0; i < table.getItems().size(); i++)
      if (table.getItems().get(i).id().equals(chosen.id())) table.getSelectionModel().select(i);
    selecting = false;
  }

  private void keys() {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(run -> {
          if (run != null && !selecting && !Objects.equals(run, model.chosen().get()))
            model.chosen().set(run);
        });
    Live.follow(this, model.chosen(), _ -> select());
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.ENTER) return;
          screen.open();
          e.consume();
        });
    table.onOpen(screen::open);
    filter
        .input()
        .setOnKeyPressed(e -> {
          if (e.getCode() == KeyCode.DOWN) table.requestFocus();
        });
  }

  private Node empty() {
    return new Empty(
        new FallingCurve(ui.theme()),
        words.get("empty"),
        words.get("empty.text"),
        Buttons.primary(
            words.get("empty.do"), Feather.BAR_CHART_2, () -> ui.go(Route.Train.empty())));
  }

  /// Says which part of the filter costs most, and drops it.
  private Node nothing() {
    var without = model.without();
    var most = without.entrySet().stream().max(java.util.Map.Entry.comparingByValue());
    var clear = Buttons.plain(words.get("nothing.clear"), null, () -> model.filter().set(""));
    if (most.isEmpty() || most.get().getValue() == 0 || without.size() < 2)
      return new Empty(Feather.FILTER, words.get("nothing"), words.get("nothing.text"), clear);
    var part = most.get().getKey();
    return new Empty(
        Feather.FILTER,
        words.get("nothing"),
        words.get("nothing.without", part.text(), most.get().getValue()),
        Buttons.primary(words.get("nothing.drop", part.text()), null, () -> model.drop(part)),
        clear);
  }

  /// Asks for one tag and gives it to all that are ticked; taken back by Undo.
  private void tagAll() {
    var input = new TextField();
    input.setPromptText(words.get("tags.one"));
    Field.fit(input);
    var box = Boxes.row(8, input);
    Boxes.pad(box, 10, 10, 10, 10);
    var over = new PopOver(box);
    over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
    input.setOnAction(_ -> {
      over.hide();
      var before = model.tagTicked(input.getText());
      if (before.isEmpty()) return;
      ui.toasts()
          .undoable(
              words.get("tagged", before.size(), input.getText().strip()),
              words.get("undo"),
              () -> model.tags(before));
    });
    over.show(bar);
    input.requestFocus();
  }

  /// Floats over the table while anything is ticked.
  private HBox bar() {
    var said = Labels.strong("");
    said.setMinWidth(Region.USE_PREF_SIZE);
    Button overlay =
        Buttons.primary(words.get("act.overlay"), Feather.TRENDING_UP, screen::overlay);
    var row =
        Boxes.row(
            8,
            said,
            overlay,
            Buttons.plain(words.get("act.tags"), Feather.TAG, this::tagAll),
            Buttons.plain(words.get("act.export"), Feather.DOWNLOAD, screen::export),
            Buttons.danger(words.get("act.delete"), Feather.TRASH_2, screen::delete),
            Buttons.icon(Feather.X, words.get("untick"), () -> model.ticked().clear()));
    Boxes.classes(row, "v-float");
    Boxes.pad(row, 9, 14, 9, 16);
    row.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(row, Pos.BOTTOM_CENTER);
    StackPane.setMargin(row, new javafx.geometry.Insets(0, 0, 22, 0));
    Runnable show =
        () -> {
          said.setText(words.get("ticked", model.ticked().size()));
          overlay.setDisable(model.ticked().size() < 2);
          Boxes.show(row, !model.ticked().isEmpty());
          table.refresh();
        };
    Live.whileShown(
        this,
        () -> {
          SetChangeListener<String> listener = _ -> show.run();
          model.ticked().addListener(listener);
          show.run();
          return () -> model.ticked().removeListener(listener);
        });
    show.run();
    return row;
  }

  static SortedList<RunHead> sorted(RunsModel model) {
    return new SortedList<>(model.shown());
  }
}

package org.vitrine.ui.runs;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// One line a run: tick, name and tags, state, what it learns from, curve, score, main settings, times.
final class RunsTable extends TableView<RunHead> {
  /// Columns that a narrow table does without, the first first.
  private static final List<String> SPARED =
      List.of("column.batch", "column.data", "column.rate", "column.time", "column.model");

  private static final String HIDDEN = "runs.hidden";

  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private Runnable open = () -> {};
  private final RunGroups grouping;
  private final Set<String> hidden;

  RunsTable(Ui ui, RunsModel model) {
    this.ui = ui;
    var kept = ui.preferences().recall(HIDDEN, String[].class);
    hidden = new TreeSet<>(kept == null ? List.of() : List.of(kept));
    this.model = model;
    words = ui.wordsOf(RunsTable.class);
    getStyleClass().add("v-runs");
    var sorted = RunsView.sorted(model);
    grouping = new RunGroups(ui.preferences());
    sorted
        .comparatorProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> grouping.before(getComparator()), comparatorProperty(), grouping.by()));
    setItems(sorted);
    grouping.by().subscribe((_, _) -> refresh());
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    var tick = column("", 38, null, this::tick);
    tick.setResizable(false);
    getColumns().add(tick);
    getColumns().add(column("column.name", 236, Comparator.comparing(RunHead::name), this::name));
    getColumns()
        .add(
            column(
                "column.state",
                104,
                Comparator.comparing(RunHead::status),
                run -> Faces.badge(run, words)));
    getColumns().add(text("column.model", 126, run -> Faces.file(run.model())));
    getColumns().add(text("column.data", 72, run -> Faces.file(run.data())));
    getColumns().add(column("column.loss", 80, by(RunsTable::loss), this::spark));
    getColumns().add(number("column.score", 100, by(RunsTable::score), this::scoreOf));
    getColumns().add(number("column.rate", 56, by(this::rate), run -> setting(run, true)));
    getColumns().add(number("column.batch", 52, by(this::batch), run -> setting(run, false)));
    Comparator<RunHead> lasted = Comparator.comparing(Faces::lasted);
    getColumns().add(number("column.time", 72, lasted, run -> Labels.mono(Faces.time(run))));
    getColumns()
        .add(
            column(
                "column.when",
                74,
                Comparator.comparing(RunHead::created),
                run -> Labels.muted(when(run))));
    widthProperty().subscribe(_ -> choose());
    setRowFactory(_ -> {
      var row = new GroupRow();
      row.setOnMouseClicked(e -> {
        if (e.getClickCount() == 2 && !row.isEmpty()) open.run();
      });
      return row;
    });
  }

  /// Leaves out what matters least until the rest has room.
  private void choose() {
    if (getWidth() <= 0) return;
    double room = getWidth();
    for (var column : getColumns()) {
      boolean off = hidden.contains(String.valueOf(column.getUserData()));
      if (off) column.setVisible(false);
      else room -= column.getPrefWidth();
      if (!off && !SPARED.contains(String.valueOf(column.getUserData()))) column.setVisible(true);
    }
    for (var key : SPARED) {
      var column = getColumns().stream().filter(c -> key.equals(c.getUserData())).findFirst();
      if (column.isEmpty()) continue;
      if (hidden.contains(key)) continue;
      column.get().setVisible(room >= 0);
      if (room < 0) room += column.get().getPrefWidth();
    }
  }

  /// Which columns are shown; remembered.
  MenuButton columnsMenu() {
    var menu = Labels.fit(new MenuButton(words.get("columns"), Icons.of(Feather.COLUMNS)));
    menu.setMinWidth(Region.USE_PREF_SIZE);
    for (var column : getColumns()) {
      var key = String.valueOf(column.getUserData());
      if (key.isEmpty() || key.equals("column.name")) continue;
      var item = new CheckMenuItem(words.get(key));
      item.setSelected(!hidden.contains(key));
      item.setOnAction(_ -> {
        if (item.isSelected()) hidden.remove(key);
        else hidden.add(key);
        ui.preferences().remember(HIDDEN, hidden);
        choose();
      });
      menu.getItems().add(item);
    }
    return menu;
  }

  /// By what runs stand together; remembered.
  MenuButton groupMenu() {
    var menu = Labels.fit(new MenuButton());
    menu.setMinWidth(Region.USE_PREF_SIZE);
    for (var by : RunGroups.By.values()) {
      var item = new RadioMenuItem(words.get(by.key()));
      item.setOnAction(_ -> grouping.group(by));
      Live.follow(menu, grouping.by(), now -> item.setSelected(now == by));
      menu.getItems().add(item);
    }
    Live.follow(menu, grouping.by(), now -> menu.setText(words.get("group", words.get(now.key()))));
    return menu;
  }

  /// A row that begins a group has a line above it.
  private final class GroupRow extends TableRow<RunHead> {
    @Override
    protected void updateItem(@Nullable RunHead run, boolean empty) {
      super.updateItem(run, empty);
      getStyleClass().remove("v-group-start");
      int at = getIndex();
      if (empty || run == null || at <= 0 || at >= getItems().size()) return;
      if (!grouping.together(getItems().get(at - 1), run)) getStyleClass().add("v-group-start");
    }
  }

  RunsModel model() {
    return model;
  }

  void onOpen(Runnable work) {
    open = work;
  }

  private String when(RunHead run) {
    return run.status() == RunStatus.RUNNING ? words.get("now") : Faces.when(run.created(), words);
  }

  private static double loss(RunHead run) {
    return run.loss() == null ? Double.NaN : run.loss();
  }

  private static double score(RunHead run) {
    return run.score() == null ? Double.NaN : run.score();
  }

  private double rate(RunHead run) {
    var known = model.known(run);
    return known == null ? Double.NaN : known.rate();
  }

  private double batch(RunHead run) {
    var known = model.known(run);
    return known == null ? Double.NaN : known.batch();
  }

  /// Runs without a value stand last.
  private static Comparator<RunHead> by(Function<RunHead, Double> value) {
    return Comparator.comparing(value);
  }

  private Node tick(RunHead run) {
    var box = new CheckBox();
    box.setSelected(model.ticked().contains(run.id()));
    box.setAccessibleText(words.get("tick", run.name()));
    box.setFocusTraversable(false);
    box.setOnAction(_ -> model.tick(run.id()));
    return box;
  }

  private Node name(RunHead run) {
    var name = Labels.strong(run.name());
    name.setMinWidth(Region.USE_PREF_SIZE); // tags give way to it
    var row = Boxes.row(6, name);
    for (var tag : run.tags()) row.getChildren().add(Boxes.classes(Badge.tag(tag), "v-may-cut"));
    var all = run.tags().isEmpty() ? "" : " · " + String.join(", ", run.tags());
    Tooltip.install(row, Buttons.tip(run.name() + all));
    return row;
  }

  private Node spark(RunHead run) {
    var line = new Sparkline(ui.theme(), List.of());
    if (run.status() == RunStatus.FAILED) line.in("bad");
    Boxes.width(line, 66);
    Boxes.height(line, 22);
    model.sparks(run, read -> line.show(read.values()));
    return line;
  }

  private Node setting(RunHead run, boolean rate) {
    var label = Labels.mono("");
    // the same reading fills all cells of a row; the curve's cell asked for it
    var known = model.known(run);
    if (known != null) label.setText(said(known, rate));
    else model.sparks(run, read -> label.setText(said(read, rate)));
    return label;
  }

  private static String said(RunsModel.Sparks read, boolean rate) {
    return rate ? Numbers.compact(read.rate()) : Integer.toString(read.batch());
  }

  private Node scoreOf(RunHead run) {
    var value = Labels.of(bare(run), "v-mono", "v-strong");
    value.setMinWidth(Region.USE_PREF_SIZE);
    var row = Boxes.row(5, value, Labels.of(Faces.plusMinus(run), "v-mono", "v-muted"));
    row.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    return row;
  }

  private static String bare(RunHead run) {
    return Faces.score(run).replace(" %", "");
  }

  private TableColumn<RunHead, RunHead> text(
      String key, double width, Function<RunHead, String> text) {
    return column(key, width, Comparator.comparing(text), run -> Labels.muted(text.apply(run)));
  }

  private TableColumn<RunHead, RunHead> number(
      String key, double width, Comparator<RunHead> order, Function<RunHead, Node> make) {
    var column = column(key, width, order, make);
    column.getStyleClass().add("v-number-head");
    column.setStyle("-fx-alignment: center-right;");
    return column;
  }

  private TableColumn<RunHead, RunHead> column(
      String key, double width, @Nullable Comparator<RunHead> order, Function<RunHead, Node> make) {
    var column = new TableColumn<RunHead, RunHead>(key.isEmpty() ? "" : words.get(key));
    column.setUserData(key);
    column.setPrefWidth(width * ui.theme().scale().get());
    column.setMinWidth(0.7 * width * ui.theme().scale().get());
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
    column.setCellFactory(_ -> new Made(make));
    column.setSortable(order != null);
    if (order != null) column.setComparator(order);
    return column;
  }

  private static final class Made extends TableCell<RunHead, RunHead> {
    private final Function<RunHead, Node> make;

    Made(Function<RunHead, Node> make) {
      this.make = make;
    }

    @Override
    protected void updateItem(@Nullable RunHead run, boolean empty) {
      super.updateItem(run, empty);
      var node = empty || run == null ? null : make.apply(run);
      setGraphic(node);
      boolean right =
          getTableColumn() != null && getTableColumn().getStyleClass().contains("v-number-head");
      if (node instanceof Label label && right) label.setMinWidth(Region.USE_PREF_SIZE);
    }
  }
}

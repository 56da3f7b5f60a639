package org.vitrine.ui.data;

import java.util.ArrayList;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.ui.data.LazyRows.Line;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The rows of the file, as many as there are, with the role of each column in its header.
final class TableCard extends Card {
  private final Ui ui;
  private final DataModel model;
  private final Words words;
  private final TableView<Line> table = new TableView<>();
  private final Label foot = Labels.caption("");

  TableCard(Ui ui, DataModel model, TablePage page) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    flush();
    table.getStyleClass().add("v-data-table");
    table.setAccessibleText(words.get("table"));
    table.getColumns().add(numbers());
    var columns = page.columns();
    for (int i = 0; i < columns.size(); i++)
      table.getColumns().add(column(columns.get(i), i, page));
    var tokens = tokens();
    if (!page.pictures()) table.getColumns().add(tokens);
    Live.follow(this, model.counts().came(), _ -> table.refresh());
    Live.follow(this, model.pictures().came(), _ -> table.refresh());
    Live.follow(this, model.reader().model(), on -> tokens.setVisible(on != null));
    Boxes.style(table, "-fx-pref-height", Boxes.em(470));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe((_, line) -> {
          if (line != null && !line.cells().isEmpty()) model.chosen().set(line);
        });
    var bar = Boxes.row(10, foot, Boxes.spring(), Labels.caption(words.get("table.as-is")));
    bar.getStyleClass().add("v-card-foot");
    getChildren().addAll(table, bar);
    Live.follow(this, model.rows(), rows -> show(page, rows));
    Live.follow(this, model.chosen(), this::mark);
    Live.follow(this, model.source(), _ -> table.refresh());
    Live.follow(this, model.looked().profile(), _ -> table.refresh());
  }

  private void show(TablePage page, @Nullable LazyRows rows) {
    if (rows == null) return;
    table.setItems(rows);
    var only = model.only().get();
    foot.setText(foot(rows.size(), only));
    table.setPlaceholder(
        Labels.muted(words.get(only instanceof Only.Found ? "none" : "empty.rows")));
    mark(model.chosen().get());
    foot.setGraphic(only == null ? null : Buttons.link(words.get("foot.all"), model::all));
    foot.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
  }

  private String foot(int shown, @Nullable Only only) {
    return switch (only) {
      case null -> words.get("foot", words.count(shown));
      case Only.Found found ->
          found.count() > shown
              ? words.get("foot.first", words.count(shown), words.count(found.count()))
              : words.get("foot.found", shown, words.count(shown));
      case Only.Problems _ -> words.get("foot.problems", words.count(shown));
      case Only.Finding(var finding) ->
          words.get(
              Looked.ofMeasure(finding) ? "foot.measure" : "foot.only",
              words.count(shown),
              words.count(finding.count()));
    };
  }

  private void mark(@Nullable Line line) {
    if (line == null || table.getItems().isEmpty() || !(table.getItems() instanceof LazyRows rows))
      return;
    int at = rows.place(line.number());
    if (at < 0
        || at >= table.getItems().size()
        || table.getSelectionModel().getSelectedIndex() == at) return;
    table.getSelectionModel().select(at);
    table.scrollTo(Math.max(0, at - 4));
  }

  private TableColumn<Line, Line> numbers() {
    var column = new TableColumn<Line, Line>(words.get("row"));
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new RowCell(-1, model, words));
    column.setPrefWidth(70 * ui.theme().scale().get());
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private TableColumn<Line, Line> tokens() {
    var column = new TableColumn<Line, Line>(words.get("tokens"));
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new CountCell(model));
    column.setPrefWidth(80 * ui.theme().scale().get());
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private TableColumn<Line, Line> column(String name, int at, TablePage page) {
    var column = new TableColumn<Line, Line>();
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new RowCell(at, model, words));
    column.setGraphic(head(name, page));
    column.setSortable(false);
    column.setReorderable(false);
    double scale = ui.theme().scale().get();
    column.setPrefWidth(scale * (model.role(name) == Role.TEXT ? 430 : 190));
    column.setMinWidth(scale * 120);
    return column;
  }

  private Node head(String name, TablePage page) {
    var role = new MenuButton();
    role.getStyleClass().add("v-role");
    for (var each : Role.values()) {
      if (each == Role.PAIR && page.pictures()) continue;
      var item = new MenuItem(words.get(key(each, page)), Icons.of(icon(each, page)));
      item.setOnAction(_ -> model.give(name, each));
      role.getItems().add(item);
    }
    var why = new ArrayList<String>();
    for (var guess : page.guesses())
      if (!guess.facts().isEmpty() && guess.facts().getFirst().equals(name))
        why.add(guess.sentence(words.locale()));
    role.setDisable(model.side().get() == Side.MEASURE); // its columns are those of the other file
    role.setTooltip(
        Buttons.tip(
            why.isEmpty()
                ? words.get("role.tip")
                : words.get("role.guess", String.join(" ", why))));
    Live.follow(
        role,
        model.source(),
        _ -> {
          var now = model.role(name);
          role.setText(words.get(key(now, page)));
          role.setGraphic(Icons.tiny(icon(now, page)));
          role.setAccessibleText(name + ": " + role.getText());
          role.getStyleClass().remove("v-role-set");
          if (now != Role.IGNORE) role.getStyleClass().add("v-role-set");
        });
    return Boxes.pad(Boxes.row(8, Labels.mono(name), role), 5, 6, 5, 6);
  }

  private static String key(Role role, TablePage page) {
    return role == Role.TEXT && page.pictures() ? "role.picture" : role.key();
  }

  private static Feather icon(Role role, TablePage page) {
    return switch (role) {
      case TEXT -> page.pictures() ? Feather.IMAGE : Feather.TYPE;
      case PAIR -> Feather.COPY;
      case LABEL -> Feather.TAG;
      case IGNORE -> Feather.MINUS;
    };
  }
}

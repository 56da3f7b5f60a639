package org.vitrine.ui.runs;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.QueryAnswer;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Asks the runs in SQL: Ctrl+Enter runs, Ctrl+Space completes; what was found can be copied or become a selection.
final class SqlCard extends Card {
  private static final KeyCombination RUN = KeyCombination.valueOf("Shortcut+Enter");
  private static final KeyCombination COMPLETE = KeyCombination.valueOf("Ctrl+Space");

  private final Ui ui;
  private final Words words;
  private final SqlModel model;
  private final Consumer<List<String>> select;
  private final TextArea text = new TextArea();
  private final StackPane found = new StackPane();
  private final FlowPane foot = new FlowPane();
  private final MenuButton kept = new MenuButton();
  private final ContextMenu offers = new ContextMenu();

  /// @param select takes the runs that an answer names
  SqlCard(Ui ui, SqlModel model, Consumer<List<String>> select) {
    this.ui = ui;
    this.model = model;
    this.select = select;
    words = ui.wordsOf(SqlCard.class);
    text.getStyleClass().addAll("v-mono", "v-sql");
    text.setPrefRowCount(4);
    text.setAccessibleText(words.get("sql.about"));
    text.textProperty().bindBidirectional(model.query());
    text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    Boxes.height(text, 104);
    var run = Buttons.primary(words.get("sql.run"), Feather.PLAY, model::run);
    run.setTooltip(Buttons.tip(words.get("sql.run") + "  Ctrl+Enter"));
    kept.setText(words.get("sql.kept"));
    Labels.fit(kept);
    Boxes.classes(kept, "v-quiet");
    kept.setMinWidth(USE_PREF_SIZE);
    var head =
        Boxes.row(
            10,
            Labels.heading(words.get("sql")),
            Labels.caption(words.get("sql.about")),
            Boxes.spring(),
            kept,
            run);
    Boxes.style(foot, "-fx-hgap", Boxes.em(12));
    foot.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    getChildren().setAll(head, text, found, foot);
    fillKept();
    Live.follow(this, model.answer(), _ -> show());
    Live.follow(this, model.trouble(), _ -> show());
    model.learn();
  }

  private void pressed(KeyEvent e) {
    if (RUN.match(e)) model.run();
    else if (COMPLETE.match(e)) complete();
    else return;
    e.consume();
  }

  private void complete() {
    offers.getItems().clear();
    int caret = text.getCaretPosition();
    for (var word : model.completions(text.getText(), caret)) {
      var item = new MenuItem(word);
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> {
        int from = caret - SqlModel.wordBefore(text.getText(), caret).length();
        text.replaceText(from, caret, word);
      });
      offers.getItems().add(item);
    }
    if (offers.getItems().size() == 1) offers.getItems().getFirst().fire();
    else if (!offers.getItems().isEmpty()) offers.show(text, Side.BOTTOM, 0, 0);
  }

  private void fillKept() {
    kept.getItems().clear();
    SqlModel.READY.forEach((name, query) -> kept.getItems().add(item(words.get(name), query)));
    var own = model.kept();
    if (!own.isEmpty()) kept.getItems().add(new SeparatorMenuItem());
    own.forEach((name, query) -> kept.getItems().add(item(name, query)));
    var keep = new MenuItem(words.get("sql.keep"));
    keep.setOnAction(_ -> keep());
    kept.getItems().addAll(new SeparatorMenuItem(), keep);
    for (var name : own.keySet()) {
      var forget = new MenuItem(words.get("sql.forget", name));
      forget.setOnAction(_ -> {
        model.forget(name);
        fillKept();
      });
      kept.getItems().add(forget);
    }
  }

  private MenuItem item(String name, String query) {
    var item = new MenuItem(name);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> {
      model.query().set(query);
      model.run();
    });
    return item;
  }

  private void keep() {
    var input = new TextField();
    input.setPromptText(words.get("sql.name"));
    Field.fit(input);
    var over = new PopOver(Boxes.pad(Boxes.row(8, input), 10, 10, 10, 10));
    input.setOnAction(_ -> {
      over.hide();
      model.keep(input.getText());
      fillKept();
    });
    over.show(kept);
    input.requestFocus();
  }

  private void show() {
    var problem = model.trouble().get();
    var answer = model.answer().get();
    foot.getChildren().clear();
    if (problem != null) found.getChildren().setAll(new ProblemBox(words, problem, Tone.WARN));
    else if (answer == null) found.getChildren().clear();
    else {
      found.getChildren().setAll(table(answer));
      foot(answer);
    }
  }

  private void foot(QueryAnswer answer) {
    var time = String.format(Locale.ROOT, "%.0f", Math.max(1, answer.milliseconds()));
    int rows = answer.rows().size();
    foot.getChildren()
        .add(
            Labels.caption(
                words.get(
                    answer.more() ? "sql.first" : "sql.rows", rows, words.count(rows), time)));
    var runs = model.runs(ui.feed().runs());
    if (!runs.isEmpty())
      foot.getChildren()
          .add(Buttons.link(words.get("sql.select", runs.size()), () -> select.accept(runs)));
    foot.getChildren()
        .add(
            Buttons.link(
                words.get("sql.copy"),
                () -> {
                  ProblemBox.copy(model.csv());
                  ui.toasts().say(Tone.GOOD, words.get("sql.copied"));
                }));
  }

  private TableView<List<@Nullable String>> table(QueryAnswer answer) {
    var table = new TableView<List<@Nullable String>>();
    table.getStyleClass().add("v-data-table");
    table.setAccessibleText(words.get("sql.found"));
    for (int c = 0; c < answer.columns().size(); c++) {
      int at = c;
      var column = new TableColumn<List<@Nullable String>, String>(answer.columns().get(c));
      column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().get(at)));
      column.getStyleClass().add("v-mono");
      column.setComparator(SqlCard::compare);
      column.setMinWidth(70 * ui.theme().scale().get());
      table.getColumns().add(column);
    }
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.getItems().setAll(answer.rows());
    Boxes.height(table, 34 + 30.0 * Math.clamp(answer.rows().size(), 2, 8));
    return table;
  }

  /// Numbers by their size, everything else by its letters; nothing comes first.
  private static int compare(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) return Boolean.compare(a != null, b != null);
    try {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    } catch (NumberFormatException _) {
      return a.compareTo(b);
    }
  }
}

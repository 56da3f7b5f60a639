package org.vitrine.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Words;

/// Whatever can be clicked can be typed.
final class CommandPalette extends VBox {
  private final PaletteModel model;
  private final Words words;
  private final Runnable close;
  private final TextField input = new TextField();
  private final VBox list = new VBox();
  private final ScrollPane scroll;
  private final List<Action> found = new ArrayList<>();
  private final List<HBox> entries = new ArrayList<>();
  private @Nullable Action moreOf;
  private int at;

  CommandPalette(PaletteModel model, Words words, Runnable close) {
    this.model = model;
    this.words = words;
    this.close = close;
    getStyleClass().addAll("v-float", "v-palette");
    setMaxHeight(USE_PREF_SIZE);
    input.getStyleClass().add("v-palette-input");
    input.setPromptText(words.get("search.prompt"));
    Field.fit(input);
    var head =
        new HBox(
            Icons.styled(Icons.large(Feather.SEARCH), "v-muted"),
            Boxes.grow(input),
            Badge.key("Esc"));
    head.getStyleClass().add("v-palette-head");
    scroll = Boxes.scroll(list);
    Boxes.style(scroll, "-fx-max-height", Boxes.em(430));
    Boxes.pad(list, 4, 8, 8, 8);
    getChildren().addAll(head, scroll, foot());
    input.textProperty().subscribe(_ -> search());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  TextField input() {
    return input;
  }

  private void search() {
    moreOf = null;
    show(model.find(input.getText()));
  }

  private void show(List<Action> actions) {
    found.clear();
    entries.clear();
    list.getChildren().clear();
    Action.@Nullable Group group = null;
    for (var action : actions) {
      if (moreOf == null && action.group() != group) {
        group = action.group();
        list.getChildren()
            .add(
                Labels.of(
                    words.get("palette." + group.name().toLowerCase(java.util.Locale.ROOT)),
                    "v-palette-group"));
      }
      var entry = entry(action);
      found.add(action);
      entries.add(entry);
      list.getChildren().add(entry);
    }
    if (actions.isEmpty()) {
      list.getChildren()
          .add(
              Boxes.pad(
                  Labels.wrapped(words.get("palette.none", input.getText()), "v-muted"),
                  18,
                  14,
                  18,
                  14));
    }
    mark(0);
  }

  private HBox entry(Action action) {
    var icon = Icons.of(action.icon() == null ? Feather.CHEVRON_RIGHT : action.icon());
    icon.getStyleClass().add("v-muted");
    var row = new HBox(icon, name(action), Boxes.spring());
    row.getStyleClass().add("v-palette-entry");
    if (!action.where().isEmpty()) row.getChildren().add(Labels.caption(action.where()));
    if (!action.keyText().isEmpty()) row.getChildren().add(Badge.key(action.keyText()));
    row.setOnMouseClicked(_ -> run(action));
    row.setAccessibleText(action.name());
    return row;
  }

  /// The name with what was typed in bold.
  private Node name(Action action) {
    var name = action.name();
    var typed = input.getText().replaceFirst("^[>?]\\s*", "").strip();
    int from =
        typed.isEmpty()
            ? -1
            : name.toLowerCase(java.util.Locale.ROOT)
                .indexOf(typed.toLowerCase(java.util.Locale.ROOT));
    if (from < 0 || name.contains("*") || name.contains("`")) return Labels.body(name);
    int to = from + typed.length();
    var flow =
        Rich.text(
            name.substring(0, from) + "**" + name.substring(from, to) + "**" + name.substring(to));
    flow.setMaxHeight(USE_PREF_SIZE);
    return flow;
  }

  private HBox foot() {
    var row = new HBox(8);
    row.getStyleClass().add("v-palette-foot");
    row.getChildren()
        .addAll(
            hint(words.get("palette.choose"), "↑ ↓"),
            hint(words.get("palette.doit"), "Enter"),
            hint(words.get("palette.more"), "Tab"),
            Boxes.spring(),
            hint(words.get("palette.commands"), ">"),
            hint(words.get("palette.help"), "?"));
    return row;
  }

  private static HBox hint(String text, String key) {
    Label label = Labels.caption(text);
    label.setMinWidth(USE_PREF_SIZE);
    return Boxes.row(6, Badge.key(key), label);
  }

  private void key(KeyEvent event) {
    boolean taken = true;
    switch (event.getCode()) {
      case DOWN -> mark(at + 1);
      case UP -> mark(at - 1);
      case PAGE_DOWN -> mark(at + 6);
      case PAGE_UP -> mark(at - 6);
      case ENTER -> {
        if (!found.isEmpty()) run(found.get(at));
      }
      case TAB -> more();
      default -> taken = false;
    }
    if (taken) event.consume();
  }

  /// From the second list to the first.
  ///
  /// @return false if the first was open
  boolean stepBack() {
    if (moreOf == null || getScene() == null) return false;
    search();
    return true;
  }

  private void more() {
    if (found.isEmpty()) return;
    var chosen = found.get(at);
    if (chosen.more().isEmpty()) return;
    moreOf = chosen;
    show(chosen.more());
  }

  private void mark(int to) {
    for (var entry : entries) entry.getStyleClass().remove("v-current");
    if (entries.isEmpty()) return;
    at = Math.floorMod(to, entries.size());
    var current = entries.get(at);
    current.getStyleClass().add("v-current");
    double all = list.getHeight() - scroll.getHeight();
    if (all > 0) {
      double y = current.getBoundsInParent().getMinY();
      scroll.setVvalue(Math.clamp((y - scroll.getHeight() / 2) / all, 0, 1));
    }
  }

  private void run(Action action) {
    close.run();
    model.done(action);
  }
}

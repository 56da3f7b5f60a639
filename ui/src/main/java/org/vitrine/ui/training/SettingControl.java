package org.vitrine.ui.training;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Words;

/// The control of one setting: a list of choices, or a number that the arrow keys step and R brings back to the preset's.
final class SettingControl {
  private final Setting setting;
  private final Words words;
  private final Node node;
  private @Nullable Field field;
  private @Nullable ComboBox<String> choice;
  private boolean filling;

  /// @param set hears what somebody chose or typed
  SettingControl(Setting setting, Words words, Consumer<String> set, Runnable reset) {
    this.setting = setting;
    this.words = words;
    boolean chosen = !setting.choices().isEmpty() || setting.name().equals("device");
    node = chosen ? choice(set) : number(set);
    var tip = Buttons.tip(words.get("tip", setting.name()));
    if (field != null) field.input().setTooltip(tip);
    else Tooltip.install(node, tip);
    node.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.R
              && !e.isShortcutDown()
              && !e.isAltDown()
              && !e.isControlDown()) {
            reset.run();
            e.consume();
          }
        });
  }

  Node node() {
    return node;
  }

  private Node number(Consumer<String> set) {
    var unit = "unit." + setting.name();
    var made = new Field(words.has(unit) ? words.get(unit) : "");
    field = made;
    var input = made.input();
    input.setTextFormatter(new TextFormatter<>(SettingControl::ofNumber));
    input.setOnKeyPressed(e -> {
      if (e.getCode() != KeyCode.UP && e.getCode() != KeyCode.DOWN) return;
      step(input, e.getCode() == KeyCode.UP ? 1 : -1);
      e.consume();
    });
    input
        .textProperty()
        .subscribe((_, now) -> {
          if (!filling) set.accept(now);
        });
    input.setAccessibleText(words.get("set." + setting.name()));
    if (setting.name().equals("seed")) {
      var fresh =
          Buttons.link(
              words.get("seed.new"),
              () -> input.setText(Long.toString(Math.floorMod(System.nanoTime(), 1_000_000L))));
      fresh.setTooltip(Buttons.tip(words.get("seed.new.tip")));
      made.after(fresh);
    }
    return made;
  }

  /// Letters do not get into a number, so that R is free; what is pasted may be anything and is told to be wrong.
  private static TextFormatter.@Nullable Change ofNumber(TextFormatter.Change change) {
    var added = change.getText();
    boolean typed = added.length() == 1 && change.isAdded();
    return typed && !"0123456789.,eE+-−".contains(added) ? null : change;
  }

  private void step(TextField input, int by) {
    try {
      input.setText(setting.stepped(Double.parseDouble(input.getText().strip()), by));
      input.selectAll();
    } catch (NumberFormatException _) {
      // what is no number cannot be stepped
    }
  }

  private Node choice(Consumer<String> set) {
    var box = new ComboBox<String>();
    choice = box;
    box.getItems().setAll(setting.choices());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String value) {
            return value == null ? "" : Sentences.choice(words, setting, value);
          }

          @Override
          public @Nullable String fromString(String text) {
            return null;
          }
        });
    box.valueProperty()
        .subscribe((_, now) -> {
          if (!filling && now != null) set.accept(now);
        });
    box.setAccessibleText(words.get("set." + setting.name()));
    return box;
  }

  /// Shows a value; a field somebody types into is left alone, unless `also` it.
  ///
  /// @param all what can be chosen now, empty for what the setting says
  void show(String value, List<String> all, boolean also) {
    filling = true;
    var input = field == null ? null : field.input();
    if (input != null && (also || !input.isFocused()) && !input.getText().equals(value))
      input.setText(value);
    var box = choice;
    if (box != null) {
      if (!all.isEmpty() && !box.getItems().equals(all)) box.getItems().setAll(all);
      if (!box.getItems().contains(value)) box.getItems().add(value);
      box.setValue(value);
    }
    filling = false;
  }

  void focus() {
    if (field != null) field.input().requestFocus();
    else node.requestFocus();
  }

  /// Text for a link that brings back `value`.
  static String back(Words words, Setting setting, String value) {
    return words.get(
        "back",
        value.isEmpty() ? words.get("value.none") : Sentences.choice(words, setting, value));
  }
}

package org.vitrine.ui.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One of a few, all in sight. Arrow keys walk; exactly one is chosen.
public final class Segments<T> extends HBox {
  private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
  private final ObjectProperty<T> value;

  public Segments(T first) {
    value = new SimpleObjectProperty<>(first);
    getStyleClass().add("v-segments");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    value.addListener((_, _, _) -> mark());
    setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
        walk(e.getCode() == KeyCode.LEFT ? -1 : 1);
        e.consume();
      }
    });
  }

  public Segments<T> with(T choice, String text) {
    return with(choice, text, null);
  }

  public Segments<T> with(T choice, String text, @Nullable Feather icon) {
    var button = Labels.fit(new ToggleButton(text));
    if (icon != null) button.setGraphic(Icons.of(icon));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> {
      value.set(choice);
      mark();
    });
    buttons.put(choice, button);
    getChildren().add(button);
    mark();
    return this;
  }

  public ObjectProperty<T> value() {
    return value;
  }

  private void mark() {
    buttons.forEach((choice, button) -> button.setSelected(Objects.equals(choice, value.get())));
  }

  private void walk(int by) {
    var all = buttons.keySet().stream().toList();
    int at = Math.clamp(all.indexOf(value.get()) + by, 0, all.size() - 1);
    value.set(all.get(at));
    Objects.requireNonNull(buttons.get(all.get(at))).requestFocus();
  }
}

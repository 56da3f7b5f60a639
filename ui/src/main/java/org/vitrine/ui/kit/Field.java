package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// A text field with an icon before it and a unit, count or button after it.
public final class Field extends HBox {
  private final TextField input = new TextField();

  public Field(Feather icon, String prompt, Node... after) {
    getStyleClass().add("v-field");
    setMaxHeight(USE_PREF_SIZE);
    input.setPromptText(prompt);
    fit(input);
    getChildren().addAll(Icons.of(icon), Boxes.grow(input));
    getChildren().addAll(after);
    setOnMouseClicked(_ -> input.requestFocus());
  }

  /// A field whose value has a unit: `3 epochs`.
  public Field(String unit) {
    getStyleClass().add("v-field");
    setMaxHeight(USE_PREF_SIZE);
    Label after = Labels.muted(unit);
    after.setMinWidth(Label.USE_PREF_SIZE);
    getChildren().addAll(Boxes.grow(input), after);
    input.getStyleClass().add("v-mono");
  }

  /// Puts something behind the unit: a button that fills the field, say.
  public void after(Node node) {
    getChildren().add(node);
  }

  public TextField input() {
    return input;
  }

  public String text() {
    return input.getText();
  }

  public void wrong(boolean wrong) {
    getStyleClass().remove("v-wrong");
    if (wrong) getStyleClass().add("v-wrong");
  }

  /// Shows Chinese whatever the window speaks.
  public static void fit(TextField field) {
    Runnable choose =
        () -> {
          field.getStyleClass().remove("v-han");
          if (Fonts.isHan(field.getText() + field.getPromptText()))
            field.getStyleClass().add("v-han");
        };
    field.textProperty().addListener((_, _, _) -> choose.run());
    choose.run();
  }
}

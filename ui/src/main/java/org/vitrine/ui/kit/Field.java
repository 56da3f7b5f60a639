package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;

/// A text field with an icon before it and a unit, count or button after it.
public final class Field extends CustomTextField {
  private final HBox after = Boxes.row(6);

  public Field(Feather icon, String prompt, Node... after) {
    this();
    setPromptText(prompt);
    getStyleClass().add("v-field-led");
    setLeft(Boxes.classes(Boxes.row(0, Icons.of(icon)), "v-field-icon"));
    this.after.getChildren().addAll(after);
  }

  /// A field whose value has a unit: `3 epochs`.
  public Field(String unit) {
    this();
    getStyleClass().add("v-number-field");
    Label name = Labels.of(unit, "v-muted", "v-unit");
    name.setMinWidth(Label.USE_PREF_SIZE);
    after.getChildren().add(name);
  }

  private Field() {
    getStyleClass().add("v-field");
    after.getStyleClass().add("v-field-after");
    setMaxHeight(USE_PREF_SIZE);
    setRight(after);
    fit(this);
  }

  /// Puts something behind the unit: a button that fills the field, say.
  public void after(Node node) {
    after.getChildren().add(node);
  }

  /// Adds a cross that empties the field, there while it holds something.
  ///
  /// @param tip what the cross does
  public Field clearable(String tip) {
    var clear = Boxes.classes(Buttons.icon(Feather.X, tip, this::clear), "v-field-clear");
    clear.setFocusTraversable(false); // Esc does the same
    textProperty().subscribe(now -> Boxes.show(clear, !now.isEmpty()));
    after(clear);
    return this;
  }

  public TextField input() {
    return this;
  }

  public String text() {
    return getText();
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
          boolean empty = field.getText() == null || field.getText().isEmpty();
          if (Fonts.isHan(String.valueOf(empty ? field.getPromptText() : field.getText())))
            field.getStyleClass().add("v-han");
        };
    field.textProperty().addListener((_, _, _) -> choose.run());
    field.promptTextProperty().addListener((_, _, _) -> choose.run());
    choose.run();
  }
}

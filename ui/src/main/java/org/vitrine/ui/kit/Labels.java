package org.vitrine.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/// Text in the sizes of the window.
public final class Labels {
  private Labels() {}

  /// 22 px, one a page.
  public static Label title(String text) {
    return of(text, "v-title");
  }

  /// 17 px.
  public static Label section(String text) {
    return of(text, "v-section");
  }

  /// 14 px bold, the head of a card.
  public static Label heading(String text) {
    return of(text, "v-heading");
  }

  public static Label body(String text) {
    return of(text);
  }

  public static Label strong(String text) {
    return of(text, "v-strong");
  }

  public static Label muted(String text) {
    return of(text, "v-muted");
  }

  /// 12 px, muted.
  public static Label caption(String text) {
    return of(text, "v-caption", "v-muted");
  }

  /// Aligned numbers, tokens, tensor names, SQL.
  public static Label mono(String text) {
    return of(text, "v-mono");
  }

  /// Text that breaks into lines.
  public static Label wrapped(String text, String... classes) {
    var label = of(text, classes);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  public static Label of(String text, String... classes) {
    return fit(Icons.styled(new Label(text), classes));
  }

  /// Lets a control show Chinese that came from a user or a file while the window speaks English: the family changes with the
  /// text.
  public static <L extends Labeled> L fit(L control) {
    Runnable choose =
        () -> {
          var text = control.getText();
          boolean han = text != null && Fonts.isHan(text);
          if (!han) control.getStyleClass().remove("v-han");
          else if (!control.getStyleClass().contains("v-han")) control.getStyleClass().add("v-han");
        };
    control.textProperty().addListener((_, _, _) -> choose.run());
    choose.run();
    return control;
  }
}

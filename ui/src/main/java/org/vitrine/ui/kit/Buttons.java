package org.vitrine.ui.kit;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The few kinds of button. One primary button a view.
public final class Buttons {
  private Buttons() {}

  public static Button primary(String text, @Nullable Feather icon, Runnable work) {
    return Icons.styled(plain(text, icon, work), "v-primary");
  }

  public static Button plain(String text, @Nullable Feather icon, Runnable work) {
    var button = new Button(text);
    if (icon != null) button.setGraphic(Icons.of(icon));
    button.setOnAction(_ -> work.run());
    button.setMinWidth(Button.USE_PREF_SIZE);
    return Labels.fit(button);
  }

  /// Without an edge, for what is seldom needed.
  public static Button quiet(String text, @Nullable Feather icon, Runnable work) {
    return Icons.styled(plain(text, icon, work), "v-quiet");
  }

  /// For what ends or throws away.
  public static Button danger(String text, @Nullable Feather icon, Runnable work) {
    return Icons.styled(plain(text, icon, work), "v-danger");
  }

  /// Repairs a field in place.
  public static Button repair(String text, Runnable work) {
    return Icons.styled(plain(text, null, work), "v-repair", "v-small-button");
  }

  public static Button link(String text, Runnable work) {
    return Icons.styled(plain(text, null, work), "v-link");
  }

  /// An icon alone; the tooltip says what it does, also to a screen reader.
  public static Button icon(Feather icon, String tip, Runnable work) {
    var button = Icons.styled(plain("", icon, work), "v-icon-only");
    button.setTooltip(tip(tip));
    button.setAccessibleText(tip);
    return button;
  }

  public static Tooltip tip(String text) {
    var tip = new Tooltip(text);
    tip.setShowDelay(Duration.millis(350));
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    return tip;
  }
}

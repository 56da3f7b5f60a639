package org.vitrine.ui.kit;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Feather icons in the sizes of the window; the theme scales them. Always with a word or a tooltip beside them.
public final class Icons {
  private Icons() {}

  /// 16 px.
  public static FontIcon of(Feather icon) {
    var node = new FontIcon(icon);
    node.setMouseTransparent(true);
    return node;
  }

  /// 13 px, beside captions.
  public static FontIcon tiny(Feather icon) {
    return styled(of(icon), "v-icon-13");
  }

  /// 20 px.
  public static FontIcon large(Feather icon) {
    return styled(of(icon), "v-icon-20");
  }

  /// 36 px, the picture of an empty state.
  public static FontIcon huge(Feather icon) {
    return styled(of(icon), "v-icon-36");
  }

  public static FontIcon of(Feather icon, Tone tone) {
    return styled(of(icon), tone.style());
  }

  public static <N extends Node> N styled(N node, String... classes) {
    for (var name : classes) if (!name.isEmpty()) node.getStyleClass().add(name);
    return node;
  }
}

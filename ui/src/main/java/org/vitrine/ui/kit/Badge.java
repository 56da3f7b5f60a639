package org.vitrine.ui.kit;

import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// A word on a tint: a state, a role, a tag.
public final class Badge {
  private Badge() {}

  public static Label of(String text, Tone tone) {
    return Labels.of(text, "v-badge", tone.style());
  }

  public static Label of(String text, Tone tone, Feather icon) {
    var badge = of(text, tone);
    badge.setGraphic(Icons.styled(Icons.tiny(icon), tone.style()));
    return badge;
  }

  /// Square corners, no colour: a fact, not a state.
  public static Label tag(String text) {
    return Labels.of(text, "v-badge", "v-tag");
  }

  /// How a key looks: `Ctrl K`.
  public static Label key(String text) {
    return Labels.of(text, "v-key");
  }
}

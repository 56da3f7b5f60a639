package org.vitrine.ui.kit;

import org.kordamp.ikonli.feather.Feather;

/// What a colour means, always with an icon or a word beside it.
public enum Tone {
  NEUTRAL("v-muted", Feather.INFO),
  ACCENT("v-accent", Feather.INFO),
  GOOD("v-good", Feather.CHECK),
  WARN("v-warn", Feather.ALERT_TRIANGLE),
  BAD("v-bad", Feather.ALERT_TRIANGLE),
  INK("v-ink", Feather.EYE);

  private final String style;
  private final Feather icon;

  Tone(String style, Feather icon) {
    this.style = style;
    this.icon = icon;
  }

  public String style() {
    return style;
  }

  public Feather icon() {
    return icon;
  }
}

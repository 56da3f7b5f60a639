package org.vitrine.ui.nav;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/// The entries of the rail, top to bottom; [#SETTINGS] stands at its foot.
public enum Place {
  HOME(Feather.HOME),
  MODELS(Feather.BOX),
  DATA(Feather.GRID),
  TRAIN(Feather.BAR_CHART_2),
  RUNS(Feather.SLIDERS),
  ATTENTION(Feather.SHARE_2),
  SETTINGS(Feather.SETTINGS);

  private final Feather icon;

  Place(Feather icon) {
    this.icon = icon;
  }

  public Feather icon() {
    return icon;
  }

  /// Key of its name in the shell's texts.
  public String key() {
    return "place." + name().toLowerCase(Locale.ROOT);
  }

  /// Where a click on its entry leads.
  public Route route() {
    return switch (this) {
      case HOME -> new Route.Home();
      case MODELS -> new Route.Models(null);
      case DATA -> new Route.Data(null);
      case TRAIN -> Route.Train.empty();
      case RUNS -> new Route.Runs();
      case ATTENTION -> Route.Attention.of(null, null);
      case SETTINGS -> new Route.Settings(null);
    };
  }

  public static Place of(Route route) {
    return switch (route) {
      case Route.Home _ -> HOME;
      case Route.Models _ -> MODELS;
      case Route.Data _ -> DATA;
      case Route.Train _ -> TRAIN;
      case Route.Runs _, Route.RunPage _, Route.Overlay _ -> RUNS;
      case Route.Attention _ -> ATTENTION;
      case Route.Settings _ -> SETTINGS;
    };
  }
}

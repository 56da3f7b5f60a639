package org.vitrine.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import org.vitrine.core.session.Settings;

/// How the window looks now: day or night, the language's type, the size of it. Scenes that it dresses follow every change.
public final class Theme {
  /// Pixels of body text at 100 %, the length of one em.
  public static final double BASE = 13.5;

  private final Preferences preferences;
  private final Words words;
  private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.LIGHT);
  private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
  private final WeakHashMap<Scene, Boolean> scenes = new WeakHashMap<>();

  public Theme(Preferences preferences, Words words) {
    this.preferences = preferences;
    this.words = words;
    Fonts.load();
    preferences.property().addListener((_, _, _) -> apply());
    words.localeProperty().addListener((_, _, _) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> apply());
    apply();
  }

  public ReadOnlyObjectProperty<Palette> palette() {
    return palette.getReadOnlyProperty();
  }

  /// How much larger than at 100 % everything is: text size and classroom mode together.
  public ReadOnlyDoubleProperty scale() {
    return scale.getReadOnlyProperty();
  }

  /// Thickness of lines in charts: 1, in classroom mode 1.6.
  public double stroke() {
    return preferences.get().classroom() ? 1.6 : 1;
  }

  /// Milliseconds of a movement that takes this long with full motion.
  public double motion(double milliseconds) {
    return switch (preferences.get().motion()) {
      case "less" -> 0;
      case "full" -> milliseconds;
      default -> Platform.getPreferences().isReducedMotion() ? 0 : milliseconds;
    };
  }

  /// Gives the scene this look, now and after every change.
  public void dress(Scene scene) {
    scenes.put(scene, true);
    put(scene, sheets());
  }

  private void apply() {
    Settings settings = preferences.get();
    boolean dark =
        settings.theme().equals("dark")
            || settings.theme().equals("system")
                && Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    var next = dark ? Palette.DARK : Palette.LIGHT;
    var sheet =
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet();
    if (!Objects.equals(Application.getUserAgentStylesheet(), sheet))
      Application.setUserAgentStylesheet(sheet);
    scale.set(settings.textSize() / 100.0 * (settings.classroom() ? 1.5 : 1));
    palette.set(next);
    var sheets = sheets();
    for (var scene : List.copyOf(scenes.keySet())) put(scene, sheets);
  }

  private void put(Scene scene, List<String> sheets) {
    if (!scene.getStylesheets().equals(sheets)) scene.getStylesheets().setAll(sheets);
    scene.setFill(palette.get().paper());
    var classes = scene.getRoot().getStyleClass();
    classes.removeAll("v-zh", "v-compact", "v-roomy", "v-classroom");
    if (words.chinese()) classes.add("v-zh");
    var rows = preferences.get().rowHeight();
    if (!rows.equals("normal")) classes.add("v-" + rows);
    if (preferences.get().classroom()) classes.add("v-classroom");
  }

  /// Style sheets in the order in which they win. Type size goes in as a sheet, for popups take sheets from their owner.
  private List<String> sheets() {
    var sheets = new ArrayList<String>();
    sheets.add(url("vitrine.css"));
    if (palette.get().dark()) sheets.add(url("vitrine-dark.css"));
    sheets.add(type());
    return sheets;
  }

  private String type() {
    double size = BASE * scale.get();
    var css =
        String.format(
            Locale.ROOT,
            ".root{-fx-font-family:\"%s\";-fx-font-size:%.2fpx;}"
                + ".ikonli-font-icon{-fx-icon-size:%dpx;}.ikonli-font-icon.v-icon-20{-fx-icon-size:%dpx;}"
                + ".ikonli-font-icon.v-icon-13{-fx-icon-size:%dpx;}.ikonli-font-icon.v-icon-36{-fx-icon-size:%dpx;}",
            words.chinese() ? Fonts.HAN : Fonts.LATIN,
            size,
            Math.round(16 * scale.get()),
            Math.round(19 * scale.get()),
            Math.round(13 * scale.get()),
            Math.round(36 * scale.get()));
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private static String url(String sheet) {
    return Objects.requireNonNull(Theme.class.getResource("/org/vitrine/ui/" + sheet))
        .toExternalForm();
  }

  /// `#rrggbb`, for inline styles of what no style sheet can know.
  public static String css(Color colour) {
    return String.format(
        "rgba(%d,%d,%d,%.3f)",
        Math.round(colour.getRed() * 255),
        Math.round(colour.getGreen() * 255),
        Math.round(colour.getBlue() * 255),
        colour.getOpacity());
  }
}

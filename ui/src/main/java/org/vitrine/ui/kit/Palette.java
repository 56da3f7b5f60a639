package org.vitrine.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/// The colours of the window by their roles, for what is drawn by hand. They stand once, in `vitrine.css` (light) and
/// `vitrine-dark.css`, as looked-up colours `-v-paper`, `-v-text` and so on; this reads them from there.
public final class Palette {
  // before the palettes, which need it
  private static final Pattern ROLE =
      Pattern.compile("-v-([a-z0-9-]+)\\s*:\\s*(#[0-9A-Fa-f]{6})\\s*;");

  public static final Palette LIGHT = new Palette(false, roles("vitrine.css"));
  public static final Palette DARK = new Palette(true, roles("vitrine-dark.css"));

  /// Dash lengths of series 1 to 4 in pixels, so that no line is told by colour alone; then they repeat.
  private static final List<double[]> DASHES =
      List.of(new double[0], new double[] {7, 3}, new double[] {2, 3}, new double[] {9, 3, 2, 3});

  private final boolean dark;
  private final Map<String, Color> colours;

  private Palette(boolean dark, Map<String, Color> colours) {
    this.dark = dark;
    this.colours = colours;
  }

  private static Map<String, Color> roles(String sheet) {
    var roles = new HashMap<String, Color>();
    var match = ROLE.matcher(text(sheet));
    while (match.find()) roles.putIfAbsent(match.group(1), Color.web(match.group(2)));
    return Map.copyOf(roles);
  }

  static String text(String sheet) {
    try (InputStream in = Palette.class.getResourceAsStream("/org/vitrine/ui/" + sheet)) {
      if (in == null) throw new IllegalStateException(sheet);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean dark() {
    return dark;
  }

  /// @param role as in the style sheet without `-v-`: `paper`, `good-tint`
  public Color colour(String role) {
    var colour = colours.get(role);
    if (colour == null) throw new IllegalArgumentException(role);
    return colour;
  }

  public Color paper() {
    return colour("paper");
  }

  public Color panel() {
    return colour("panel");
  }

  public Color inset() {
    return colour("inset");
  }

  public Color line() {
    return colour("line");
  }

  public Color hairline() {
    return colour("hairline");
  }

  public Color edge() {
    return colour("edge");
  }

  public Color text() {
    return colour("text");
  }

  public Color muted() {
    return colour("muted");
  }

  public Color faint() {
    return colour("faint");
  }

  public Color accent() {
    return colour("accent");
  }

  public Color accentFill() {
    return colour("accent-fill");
  }

  public Color accentTint() {
    return colour("accent-tint");
  }

  public Color good() {
    return colour("good");
  }

  public Color warn() {
    return colour("warn");
  }

  public Color bad() {
    return colour("bad");
  }

  public Color ink() {
    return colour("ink");
  }

  /// @param number from 1; past 8 they repeat
  public Color series(int number) {
    return colour("series-" + ((number - 1) % 8 + 1));
  }

  /// @param number of the series, from 1
  public static double[] dash(int number) {
    return DASHES.get((number - 1) % DASHES.size()).clone();
  }
}

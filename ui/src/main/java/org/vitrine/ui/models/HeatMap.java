package org.vitrine.ui.models;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// Mean values of at most 64 × 64 parts of a tensor: blue below zero, orange above, zero has the colour of the paper. The
/// range is symmetric about zero.
final class HeatMap extends Drawing {
  private static final String[] LIGHT = {"#01385C", "#3095DF", "", "#D27134", "#572501"};
  private static final String[] DARK = {"#C3E2FE", "#3176AB", "", "#A05A30", "#FED4BE"};

  private final TensorPage page;

  HeatMap(Theme theme, TensorPage page) {
    super(theme);
    this.page = page;
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    int rows = Math.max(1, page.heatRows()), columns = Math.max(1, page.heatColumns());
    double most =
        page.heat().stream().mapToDouble(v -> Double.isFinite(v) ? Math.abs(v) : 0).max().orElse(0);
    var image = new WritableImage(columns, rows);
    var pixels = new int[columns * rows];
    for (int i = 0; i < pixels.length && i < page.heat().size(); i++) {
      double value = page.heat().get(i);
      pixels[i] =
          argb(
              Double.isFinite(value)
                  ? colour(most == 0 ? 0 : value / most, palette)
                  : palette.bad());
    }
    image
        .getPixelWriter()
        .setPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
    g.setImageSmoothing(false);
    double h = rows == 1 ? Math.min(height, 40) : height;
    g.drawImage(image, 0, 0, width, h);
    g.setStroke(palette.hairline());
    g.strokeRect(0.5, 0.5, width - 1, h - 1);
  }

  /// @param at −1 .. 1
  static Color colour(double at, Palette palette) {
    var stops = palette.dark() ? DARK : LIGHT;
    double place = (Math.clamp(at, -1, 1) + 1) * 2;
    int from = Math.min(3, (int) place);
    return stop(stops[from], palette).interpolate(stop(stops[from + 1], palette), place - from);
  }

  private static Color stop(String colour, Palette palette) {
    return colour.isEmpty() ? palette.paper() : Color.web(colour);
  }

  private static int argb(Color c) {
    return 0xFF << 24
        | (int) Math.round(c.getRed() * 255) << 16
        | (int) Math.round(c.getGreen() * 255) << 8
        | (int) Math.round(c.getBlue() * 255);
  }
}

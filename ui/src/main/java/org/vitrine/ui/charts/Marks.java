package org.vitrine.ui.charts;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.kit.Palette;

/// Small things that several drawings share: numbers, the tip beside the pointer, the legend of an ink.
final class Marks {
  private Marks() {}

  /// Dots of the screen to one pixel of the window.
  static double dots(Node node) {
    var window = node.getScene() == null ? null : node.getScene().getWindow();
    return window == null ? 1 : window.getOutputScaleX();
  }

  static String weight(double weight, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", weight);
  }

  /// A dark box with a bold first line, near (x, y) and inside the drawing.
  static void tip(
      GraphicsContext g,
      double x,
      double y,
      double width,
      double height,
      String first,
      String second,
      double unit,
      Palette palette) {
    var bold = TokenText.words(first, 12.5 * unit, true);
    var plain = TokenText.words(second, 12 * unit, false);
    double wide =
        Math.max(TokenText.width(first, bold), TokenText.width(second, plain)) + 22 * unit;
    double high = (second.isEmpty() ? 30 : 50) * unit;
    double left = Math.clamp(x + 14 * unit, 2, Math.max(2, width - wide - 2));
    double top = y + 16 * unit + high > height ? Math.max(2, y - high - 10 * unit) : y + 16 * unit;
    g.setFill(Color.gray(0, palette.dark() ? 0.5 : 0.16));
    g.fillRoundRect(left - 1, top + 2, wide + 2, high + 2, 10, 10);
    g.setFill(palette.colour("tip"));
    g.fillRoundRect(left, top, wide, high, 10, 10);
    g.setFill(palette.colour("tip-text"));
    TokenText.draw(g, first, bold, left + 11 * unit, top + 16 * unit, TextAlignment.LEFT);
    g.setFill(palette.colour("tip-text").deriveColor(0, 1, 1, 0.78));
    TokenText.draw(g, second, plain, left + 11 * unit, top + 34 * unit, TextAlignment.LEFT);
  }

  /// The ramp with its ticks, `width` long.
  static void legend(
      GraphicsContext g,
      double x,
      double y,
      double width,
      Ink ink,
      Scale scale,
      double unit,
      Palette palette) {
    double high = 9 * unit;
    int steps = (int) Math.max(2, width);
    for (int k = 0; k < steps; k++) {
      g.setFill(Inks.colour(ink, (double) k / (steps - 1), palette));
      g.fillRect(x + k * width / steps, y, width / steps + 0.6, high);
    }
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRect(x - 0.5, y - 0.5, width + 1, high + 1);
    g.setFill(palette.muted());
    for (double tick : Scale.TICKS) {
      var text = tick == 0 || tick == 1 ? "%.0f".formatted(tick) : Double.toString(tick);
      double at = x + width * scale.shade(tick, 1);
      g.setStroke(palette.edge());
      g.strokeLine(at, y + high, at, y + high + 3 * unit);
      TokenText.draw(
          g,
          text,
          TokenText.font(text, 10.5 * unit),
          at,
          y + high + 11 * unit,
          TextAlignment.CENTER);
    }
  }
}

package org.vitrine.ui.shell;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// Vitrine's mark: three nodes and two links behind glass.
public final class Mark extends Drawing {
  /// @param size pixels at 100 %
  Mark(Theme theme, double size) {
    super(theme);
    Boxes.width(this, size);
    Boxes.height(this, size);
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    paint(g, Math.min(width, height), palette.ink());
  }

  /// @param s size in pixels
  public static void paint(GraphicsContext g, double s, Color ink) {
    g.setStroke(ink);
    g.setFill(ink);
    g.setLineWidth(s * 0.085);
    double in = s * 0.06;
    g.strokeRoundRect(in, in, s - 2 * in, s - 2 * in, s * 0.36, s * 0.36);
    double topX = s * 0.5, topY = s * 0.33, lowY = s * 0.69, left = s * 0.3, right = s * 0.7;
    g.setGlobalAlpha(0.55);
    g.setLineWidth(s * 0.065);
    g.strokeLine(topX, topY, left, lowY);
    g.strokeLine(topX, topY, right, lowY);
    g.setGlobalAlpha(1);
    for (double[] at : new double[][] {{topX, topY}, {left, lowY}, {right, lowY}}) {
      double r = s * 0.095;
      g.fillOval(at[0] - r, at[1] - r, 2 * r, 2 * r);
    }
  }
}

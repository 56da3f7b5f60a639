package org.vitrine.ui.runs;

import javafx.scene.canvas.GraphicsContext;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// The picture of a place that has no runs yet: a loss that is going to fall.
final class FallingCurve extends Drawing {
  FallingCurve(Theme theme) {
    super(theme);
    Boxes.width(this, 150);
    Boxes.height(this, 50);
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    g.setStroke(palette.line());
    g.setLineWidth(2);
    g.setLineDashes(4, 4);
    g.beginPath();
    g.moveTo(6, 6);
    for (double t = 0; t <= 1; t += 0.02)
      g.lineTo(6 + (width - 12) * t, height - 6 - (height - 12) * Math.exp(-5 * t));
    g.stroke();
    g.setLineDashes();
    g.setFill(palette.accent());
    g.fillOval(1, 1, 10, 10);
  }
}

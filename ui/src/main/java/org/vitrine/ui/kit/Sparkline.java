package org.vitrine.ui.kit;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// A curve without axes, as small as a word. Gaps are where a value is no number.
public final class Sparkline extends Drawing {
  private List<Double> values;
  private String role = "series-1";

  public Sparkline(Theme theme, List<Double> values) {
    super(theme);
    this.values = List.copyOf(values);
  }

  public Sparkline in(String role) {
    this.role = role;
    redraw();
    return this;
  }

  public void show(List<Double> values) {
    this.values = List.copyOf(values);
    redraw();
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    var finite =
        values.stream()
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    if (finite.getCount() < 2) return;
    double low = finite.getMin(), span = Math.max(1e-12, finite.getMax() - low);
    Color colour = palette.colour(role);
    g.setStroke(colour);
    g.setLineWidth(1.5);
    g.beginPath();
    boolean drawing = false;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (!Double.isFinite(value)) {
        drawing = false;
        continue;
      }
      double x = 1 + (width - 2) * i / Math.max(1, values.size() - 1);
      double y = height - 2 - (height - 4) * (value - low) / span;
      if (drawing) g.lineTo(x, y);
      else g.moveTo(x, y);
      drawing = true;
    }
    g.stroke();
  }
}

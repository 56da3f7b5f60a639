package org.vitrine.ui.training;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// The learning rate over the run, with the ends of the passes.
final class RateCurve extends Drawing {
  private List<Double> rates = List.of();
  private long updates;
  private long perEpoch;

  RateCurve(Theme theme) {
    super(theme);
  }

  void show(List<Double> rates, long updates, long perEpoch) {
    this.rates = List.copyOf(rates);
    this.updates = updates;
    this.perEpoch = perEpoch;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    if (rates.size() < 2) return;
    double most = rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double left = 44, right = width - 6, top = 8, base = height - 20;
    g.setFont(Font.font(Fonts.MONO, 10.5));
    g.setLineWidth(1);
    for (int i = 0; i <= 2; i++) {
      double y = Math.floor(base - (base - top) * i / 2) + 0.5;
      g.setStroke(i == 0 ? palette.line() : palette.hairline());
      g.strokeLine(left, y, right, y);
      g.setFill(palette.muted());
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(Numbers.compact(most * i / 2), left - 6, y + 4);
    }
    g.setStroke(palette.line());
    g.setLineDashes(2, 3);
    if (perEpoch > 0 && updates / perEpoch <= 12)
      for (long at = perEpoch; at < updates; at += perEpoch) {
        double x = Math.floor(left + (right - left) * at / updates) + 0.5;
        g.strokeLine(x, top, x, base);
      }
    g.setLineDashes();
    g.beginPath();
    for (int i = 0; i < rates.size(); i++) {
      double x = left + (right - left) * i / (rates.size() - 1),
          y = base - (most == 0 ? 0 : rates.get(i) / most) * (base - top);
      if (i == 0) g.moveTo(x, y);
      else g.lineTo(x, y);
    }
    g.setStroke(palette.series(4));
    g.setLineWidth(2);
    g.stroke();
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText("0", left, height - 4);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(Numbers.count(updates), right, height - 4);
  }
}

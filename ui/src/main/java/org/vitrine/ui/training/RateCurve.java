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
  private double highest;
  private long updates;
  private long perEpoch;

  RateCurve(Theme theme) {
    super(theme);
  }

  /// @param rates at even places of the run
  /// @param highest the rate that the schedule reaches, which the places may miss
  void show(List<Double> rates, double highest, long updates, long perEpoch) {
    this.rates = List.copyOf(rates);
    this.highest = highest;
    this.updates = updates;
    this.perEpoch = perEpoch;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    if (rates.size() < 2) return;
    double most = rates.stream().mapToDouble(Double::doubleValue).reduce(highest, Math::max);
    double left = 10 + 6.4 * Math.max(widest(most), widest(most / 2)),
        right = width - 6,
        top = 8,
        base = height - 20;
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
        double room = right - x;
        if (updates / perEpoch <= 5 && room > 70 && x - left > 30) {
          g.setFill(palette.muted());
          g.setTextAlign(TextAlignment.CENTER);
          g.fillText(Numbers.count(at), x, height - 4);
        }
      }
    g.setLineDashes();
    g.beginPath();
    double zero = base;
    for (int i = 0; i < rates.size(); i++) {
      double x = left + (right - left) * i / (rates.size() - 1),
          y = base - (most == 0 ? 0 : rates.get(i) / most) * (base - top);
      if (i == 0) g.moveTo(x, y);
      else g.lineTo(x, y);
    }
    g.setStroke(palette.series(4));
    g.setLineWidth(2);
    g.stroke();
    g.lineTo(right, zero);
    g.lineTo(left, zero);
    g.closePath();
    g.setGlobalAlpha(0.1);
    g.setFill(palette.series(4));
    g.fill();
    g.setGlobalAlpha(1);
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText("0", left, height - 4);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(Numbers.count(updates), right, height - 4);
  }

  /// Characters of a tick; the font has one width.
  private static int widest(double rate) {
    return Numbers.compact(rate).length();
  }
}

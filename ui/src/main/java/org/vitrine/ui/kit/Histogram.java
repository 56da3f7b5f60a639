package org.vitrine.ui.kit;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Counts as upright bars, with ticks below where there is room and a dashed cut on wish.
public final class Histogram extends Drawing {
  /// What stands below the bars.
  ///
  /// @param from value at the left edge of the first bar
  /// @param to value at the right edge of the last bar
  public record Axis(double from, double to) {}

  private List<Long> counts = List.of();
  private @org.jspecify.annotations.Nullable Axis axis;
  private double cut = Double.NaN;
  private String cutText = "";
  private String role = "series-1";

  public Histogram(Theme theme) {
    super(theme);
  }

  public Histogram in(String role) {
    this.role = role;
    redraw();
    return this;
  }

  public void show(List<Long> counts) {
    this.counts = List.copyOf(counts);
    redraw();
  }

  public void show(List<Long> counts, Axis axis) {
    this.axis = axis;
    show(counts);
  }

  /// @param at value on the axis, NaN for none
  public void cut(double at, String text) {
    cut = at;
    cutText = text;
    redraw();
  }

  /// Hears the number of the bar that was clicked.
  public void onBar(IntConsumer work) {
    setOnMouseClicked(e -> {
      if (!counts.isEmpty())
        work.accept(
            Math.clamp((int) (e.getX() / getWidth() * counts.size()), 0, counts.size() - 1));
    });
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    if (counts.isEmpty()) return;
    double foot = axis == null ? 0 : 18, top = cutText.isEmpty() ? 1 : 16, base = height - foot;
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    double step = width / counts.size(), gap = step > 4 ? 1 : 0;
    g.setFill(palette.colour(role).deriveColor(0, 1, 1, 0.82));
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) == 0) continue;
      double h = Math.max(1, counts.get(i) / (double) most * (base - top));
      g.fillRect(i * step, base - h, Math.max(1, step - gap), h);
    }
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeLine(0, Math.floor(base) + 0.5, width, Math.floor(base) + 0.5);
    var scale = axis;
    if (scale == null) return;
    ticks(g, scale, width, height, palette);
    if (Double.isNaN(cut) || cut < scale.from() || cut > scale.to()) return;
    double x = Math.floor((cut - scale.from()) / (scale.to() - scale.from()) * (width - 1)) + 0.5;
    g.setStroke(palette.good());
    g.setLineDashes(3, 3);
    g.strokeLine(x, 4, x, base);
    g.setLineDashes();
    g.setFill(palette.good());
    g.setFont(Font.font(Fonts.isHan(cutText) ? Fonts.HAN : Fonts.LATIN, 11));
    boolean left = x > width / 2;
    g.setTextAlign(left ? TextAlignment.RIGHT : TextAlignment.LEFT);
    g.fillText(cutText, left ? x - 4 : x + 4, 12);
  }

  private static void ticks(
      GraphicsContext g, Axis axis, double width, double height, Palette palette) {
    g.setFill(palette.muted());
    g.setFont(Font.font(Fonts.MONO, 10.5));
    double step = niceStep(axis.to() - axis.from(), 4);
    for (double at = Math.ceil(axis.from() / step) * step; at <= axis.to() + 1e-9; at += step) {
      double x = (at - axis.from()) / (axis.to() - axis.from()) * width;
      g.setTextAlign(
          x < 12
              ? TextAlignment.LEFT
              : x > width - 16 ? TextAlignment.RIGHT : TextAlignment.CENTER);
      g.fillText(Numbers.compact(Math.abs(at) < step * 1e-6 ? 0 : at), x, height - 4);
    }
  }

  /// 1, 2 or 5 times a power of ten, so that about `ticks` of it make the span.
  public static double niceStep(double span, int ticks) {
    double rough = Math.max(span, 1e-12) / ticks,
        power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
  }
}

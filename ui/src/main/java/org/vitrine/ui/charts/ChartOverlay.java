package org.vitrine.ui.charts;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.ChartPlot.Reading;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Words;

/// What lies over the lines of a chart: words at hairlines, the value at a line's end, crosshair and its box. It is drawn
/// without the chart, so the crosshair follows the pointer at once.
final class ChartOverlay {
  private final Words words;
  private final ChartData data;
  private final ChartPlot plots;
  private final boolean small;
  private Rectangle2D area = new Rectangle2D.Double();

  ChartOverlay(Words words, ChartData data, ChartPlot plots, boolean small) {
    this.words = words;
    this.data = data;
    this.plots = plots;
    this.small = small;
  }

  /// x of the chart at this pixel, NaN outside.
  double value(double px) {
    if (area.isEmpty() || px < area.getX() - 2 || px > area.getMaxX() + 2) return Double.NaN;
    return plots.plot().getDomainAxis().java2DToValue(px, area, RectangleEdge.BOTTOM);
  }

  /// Where in the chart a pixel is, 0 left to 1 right.
  double share(double px) {
    return area.isEmpty() ? 0.5 : Math.clamp((px - area.getX()) / area.getWidth(), 0.0, 1.0);
  }

  /// The values under the crosshair, or the last ones, for a screen reader.
  String sentence(double smoothing, double crosshair) {
    double x = Double.isNaN(crosshair) ? Double.POSITIVE_INFINITY : crosshair;
    var readings = ChartPlot.readings(data, plots, smoothing, x);
    if (readings.isEmpty()) return words.get("chart.empty");
    var values =
        readings.stream()
            .map(r -> r.line().name() + " " + data.yText().apply(r.y()))
            .collect(Collectors.joining(words.get("comma")));
    double at = Double.isNaN(crosshair) ? data.reached() : crosshair;
    return words.get("chart.at", data.xText().apply(at), values);
  }

  void draw(
      GraphicsContext g,
      Rectangle2D dataArea,
      Palette palette,
      double unit,
      double smoothing,
      double crosshair,
      boolean box) {
    area = dataArea;
    g.clearRect(0, 0, g.getCanvas().getWidth(), g.getCanvas().getHeight());
    if (!small) {
      words(g, palette, unit);
      ends(g, palette, unit, smoothing);
    }
    if (!Double.isNaN(crosshair)) crosshair(g, palette, unit, smoothing, crosshair, box);
  }

  private double px(double x) {
    return plots.plot().getDomainAxis().valueToJava2D(x, area, RectangleEdge.BOTTOM);
  }

  private double py(double y) {
    return plots.plot().getRangeAxis().valueToJava2D(y, area, RectangleEdge.LEFT);
  }

  private boolean inside(double x) {
    return x >= area.getX() - 1 && x <= area.getMaxX() + 1;
  }

  private void words(GraphicsContext g, Palette palette, double unit) {
    for (var epoch : data.epochs()) {
      double x = px(epoch.x());
      if (!inside(x)) continue;
      g.setFill(palette.muted());
      TokenText.draw(
          g,
          epoch.text(),
          TokenText.words(epoch.text(), 10.5 * unit, false),
          x + 5 * unit,
          area.getY() + 8 * unit,
          TextAlignment.LEFT);
    }
    double reached = data.reached(), from = Math.max(area.getX(), px(reached));
    double to = Math.min(area.getMaxX(), px(data.end()));
    var coming = words.get("chart.coming");
    var font = TokenText.words(coming, 11.5 * unit, false);
    if (data.end() > reached && to - from > TokenText.width(coming, font) + 20 * unit) {
      g.setFill(palette.muted());
      TokenText.draw(g, coming, font, (from + to) / 2, area.getCenterY(), TextAlignment.CENTER);
    }
    var best = data.best();
    if (best == null || !inside(px(best.x()))) return;
    g.setFill(palette.good());
    double y = Math.max(area.getY() + 24 * unit, py(best.y()) - 16 * unit);
    var bold = TokenText.words(best.text(), 11.5 * unit, true);
    double last = g.getCanvas().getWidth() - TokenText.width(best.text(), bold) / 2 - 2;
    var place = TextAlignment.CENTER;
    outlined(g, palette, best.text(), bold, Math.min(px(best.x()), last), y, place);
  }

  /// The current value at each smoothed line's end.
  private void ends(GraphicsContext g, Palette palette, double unit, double smoothing) {
    var taken = new ArrayList<Double>();
    for (var line : data.lines()) {
      if (line.style() != Style.SMOOTHED) continue;
      var curve = plots.shown(line, smoothing);
      double value = curve.last(), x = px(curve.end());
      if (!Double.isFinite(value) || !inside(x)) continue;
      double y = py(value);
      if (y < area.getY() - 2 || y > area.getMaxY() + 2) continue;
      var colour = palette.series(line.series());
      g.setFill(colour);
      g.fillOval(x - 4 * unit, y - 4 * unit, 8 * unit, 8 * unit);
      var text = data.yText().apply(value);
      var font = TokenText.strong(text, 11.5 * unit);
      boolean right = x + TokenText.width(text, font) + 12 * unit < g.getCanvas().getWidth();
      double at = right ? y : y - 14 * unit;
      var align = right ? TextAlignment.LEFT : TextAlignment.RIGHT;
      if (taken.stream().anyMatch(other -> Math.abs(other - at) < 14 * unit)) continue;
      taken.add(at); // where two lines end together only the first says its value
      outlined(g, palette, text, font, right ? x + 9 * unit : x - 9 * unit, at, align);
    }
  }

  /// Readable over lines: with a rim of paper.
  private static void outlined(
      GraphicsContext g,
      Palette palette,
      String text,
      Font font,
      double x,
      double y,
      TextAlignment align) {
    g.setStroke(palette.paper());
    g.setLineWidth(3);
    g.setFont(font);
    g.setTextAlign(align);
    g.setTextBaseline(VPos.CENTER);
    g.strokeText(text, x, y);
    TokenText.draw(g, text, font, x, y, align);
  }

  private void crosshair(
      GraphicsContext g, Palette palette, double unit, double smoothing, double at, boolean box) {
    double x = px(at);
    if (!inside(x)) return;
    g.setStroke(palette.muted());
    g.setLineWidth(1.4);
    g.setLineDashes(2, 3);
    g.strokeLine(x, area.getY(), x, area.getMaxY());
    g.setLineDashes();
    var readings = ChartPlot.readings(data, plots, smoothing, at);
    for (var reading : readings) {
      if (reading.line().style() == Style.MARKED) continue;
      double y = py(reading.y());
      g.setFill(palette.paper());
      g.fillOval(x - 4, y - 4, 8, 8);
      g.setFill(palette.series(reading.line().series()));
      g.fillOval(x - 3, y - 3, 6, 6);
    }
    if (box && !readings.isEmpty()) box(g, palette, unit, x, at, readings);
  }

  private void box(
      GraphicsContext g,
      Palette palette,
      double unit,
      double x,
      double at,
      List<Reading> readings) {
    var head = data.xText().apply(at);
    double line = 19 * unit, pad = 11 * unit, names = 0, values = 0;
    for (var r : readings) {
      names =
          Math.max(
              names,
              TokenText.width(r.line().name(), TokenText.words(r.line().name(), 12 * unit, false)));
      var value = data.yText().apply(r.y());
      values = Math.max(values, TokenText.width(value, TokenText.strong(value, 11.5 * unit)));
    }
    double wide =
        Math.max(
                names + values + 36 * unit,
                TokenText.width(head, TokenText.font(head, 11.5 * unit)))
            + 2 * pad;
    double high = line * (readings.size() + 1) + 10 * unit;
    double left = x + 14 * unit + wide > area.getMaxX() ? x - 14 * unit - wide : x + 14 * unit;
    double top = area.getY() + 8 * unit;
    g.setFill(Color.gray(0, palette.dark() ? 0.45 : 0.12));
    g.fillRoundRect(left - 1, top + 2, wide + 2, high + 2, 12, 12);
    g.setFill(palette.colour("float"));
    g.fillRoundRect(left, top, wide, high, 10, 10);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRoundRect(left + 0.5, top + 0.5, wide - 1, high - 1, 10, 10);
    g.setFill(palette.muted());
    TokenText.draw(
        g,
        head,
        TokenText.font(head, 11.5 * unit),
        left + pad,
        top + 14 * unit,
        TextAlignment.LEFT);
    for (int k = 0; k < readings.size(); k++) {
      var r = readings.get(k);
      double y = top + 14 * unit + line * (k + 1);
      g.setFill(palette.series(r.line().series()));
      g.fillRoundRect(left + pad, y - 1.5 * unit, 11 * unit, 3 * unit, 3, 3);
      g.setFill(palette.text());
      TokenText.draw(
          g,
          r.line().name(),
          TokenText.words(r.line().name(), 12 * unit, false),
          left + pad + 18 * unit,
          y,
          TextAlignment.LEFT);
      var value = data.yText().apply(r.y());
      TokenText.draw(
          g,
          value,
          TokenText.strong(value, 11.5 * unit),
          left + wide - pad,
          y,
          TextAlignment.RIGHT);
    }
  }
}

package org.vitrine.ui.charts;

import java.awt.geom.Rectangle2D;
import java.util.Locale;
import javafx.scene.paint.Color;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.kit.Palette;

/// A chart as an SVG drawing: the same axes, lines, dashes and words as on the screen, every point in sight, lines with their
/// names. It names font families and holds no fonts.
final class ChartSvg {
  private static final String NUMBERS = "JetBrains Mono, monospace";

  private final StringBuilder out = new StringBuilder();
  private final ChartData data;
  private final ChartPlot plots;
  private final Palette palette;
  private final Rectangle2D area;
  private final double unit;

  ChartSvg(ChartData data, ChartPlot plots, Palette palette, Rectangle2D area, double unit) {
    this.data = data;
    this.plots = plots;
    this.palette = palette;
    this.area = area;
    this.unit = unit;
  }

  /// @param width of the whole in pixels, as `height`; a line a series is added below for the names
  String of(double width, double height, double smoothing) {
    double foot = 20 * unit * data.lines().size();
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">",
        n(width), n(height + foot), n(width), n(height + foot));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>", hex(palette.paper()));
    add(
        "<clipPath id=\"a\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
        n(area.getX()), n(area.getY() - 6), n(area.getWidth()), n(area.getHeight() + 12));
    axes();
    for (var epoch : data.epochs()) upright(epoch.x(), epoch.text(), palette.line(), "");
    var best = data.best();
    if (best != null) upright(best.x(), best.text(), palette.good(), " stroke-dasharray=\"2 3\"");
    for (var line : data.lines()) {
      boolean twice = line.style() == Style.SMOOTHED && smoothing > 0;
      if (twice) curve(line, line.curve(), 1, 0.26, false);
      curve(line, plots.shown(line, smoothing), twice ? 2.2 : 1.7, 1, true);
    }
    names(height);
    return out.append("</svg>\n").toString();
  }

  private void axes() {
    var y = plots.plot().getRangeAxis();
    double[] places = y instanceof NumberAxis linear ? even(linear) : decades(y);
    for (double at : places) {
      double py = y.valueToJava2D(at, area, RectangleEdge.LEFT);
      add(
          "<path d=\"M%s %sH%s\" stroke=\"%s\"/>",
          n(area.getX()), n(py), n(area.getMaxX()), hex(palette.hairline()));
      text(label(y, at), area.getX() - 5 * unit, py + 4 * unit, "end", NUMBERS, palette.muted());
    }
    var x = (NumberAxis) plots.plot().getDomainAxis();
    for (double at : even(x)) {
      double px = x.valueToJava2D(at, area, RectangleEdge.BOTTOM);
      text(label(x, at), px, area.getMaxY() + 16 * unit, "middle", NUMBERS, palette.muted());
    }
  }

  private static double[] even(NumberAxis axis) {
    double step = axis.getTickUnit().getSize(),
        from = Math.ceil(axis.getLowerBound() / step - 1e-9);
    int many = (int) (Math.floor(axis.getUpperBound() / step + 1e-9) - from) + 1;
    var all = new double[Math.max(0, many)];
    for (int k = 0; k < all.length; k++) all[k] = (from + k) * step;
    return all;
  }

  private static double[] decades(ValueAxis axis) {
    int from = (int) Math.ceil(Math.log10(axis.getLowerBound()));
    int to = (int) Math.floor(Math.log10(axis.getUpperBound()));
    var all = new double[Math.max(0, to - from + 1)];
    for (int k = 0; k < all.length; k++) all[k] = Math.pow(10, from + k);
    return all;
  }

  private static String label(ValueAxis axis, double value) {
    return axis instanceof NumberAxis linear
        ? linear.getTickUnit().valueToString(value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  private void upright(double x, String word, Color colour, String dash) {
    double px = plots.plot().getDomainAxis().valueToJava2D(x, area, RectangleEdge.BOTTOM);
    if (px < area.getX() - 1 || px > area.getMaxX() + 1) return;
    add(
        "<path d=\"M%s %sV%s\" stroke=\"%s\"%s/>",
        n(px), n(area.getY()), n(area.getMaxY()), hex(colour), dash);
    boolean right = px > area.getCenterX();
    text(
        word,
        px + (right ? -5 : 5) * unit,
        area.getY() + 11 * unit,
        right ? "end" : "start",
        "Inter, sans-serif",
        palette.muted());
  }

  private void curve(Line line, Curve curve, double width, double opacity, boolean dashed) {
    var x = plots.plot().getDomainAxis();
    var y = plots.plot().getRangeAxis();
    var path = new StringBuilder();
    boolean on = false;
    int first = Math.max(0, curve.upTo(x.getLowerBound()));
    for (int i = first; i < curve.size() && (i == 0 || curve.x(i - 1) <= x.getUpperBound()); i++) {
      double value = curve.y(i);
      boolean there = Double.isFinite(value) && (y instanceof NumberAxis || value > 0);
      if (there)
        path.append(on ? 'L' : 'M')
            .append(n(x.valueToJava2D(curve.x(i), area, RectangleEdge.BOTTOM)))
            .append(' ')
            .append(n(y.valueToJava2D(value, area, RectangleEdge.LEFT)));
      on = there;
    }
    if (path.isEmpty()) return;
    int pattern = line.style() == Style.PLANNED ? 3 : line.pattern();
    var dash = new StringBuilder();
    if (dashed) for (double d : Palette.dash(pattern)) dash.append(n(d * unit)).append(' ');
    add(
        "<path clip-path=\"url(#a)\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\""
            + " stroke-opacity=\"%s\" stroke-linejoin=\"round\"%s d=\"%s\"/>",
        hex(palette.series(line.series())),
        n(width * unit),
        n(opacity),
        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash.toString().strip() + '"',
        path);
  }

  private void names(double height) {
    for (int k = 0; k < data.lines().size(); k++) {
      var line = data.lines().get(k);
      double y = height + (20 * k + 10) * unit;
      add(
          "<path d=\"M%s %sh%s\" stroke=\"%s\" stroke-width=\"2\"/>",
          n(area.getX()), n(y), n(16 * unit), hex(palette.series(line.series())));
      text(
          line.name(),
          area.getX() + 22 * unit,
          y + 4 * unit,
          "start",
          "Inter, Noto Sans SC, sans-serif",
          palette.text());
    }
  }

  private void text(String words, double x, double y, String anchor, String family, Color colour) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-family=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>",
        n(x), n(y), anchor, family, n(10.5 * unit), hex(colour), escaped(words));
  }

  private void add(String format, Object... parts) {
    out.append(String.format(Locale.ROOT, format, parts)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String hex(Color colour) {
    return String.format(
        Locale.ROOT,
        "#%02X%02X%02X",
        Math.round(255 * colour.getRed()),
        Math.round(255 * colour.getGreen()),
        Math.round(255 * colour.getBlue()));
  }

  /// At most two decimals.
  private static String n(double value) {
    var text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}

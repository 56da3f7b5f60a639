package org.vitrine.ui.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.kit.Palette;

/// Puts [ChartData] into a JFreeChart: only what the width can show goes in, anew at each drawing.
final class ChartPlot {
  private static final int DENSE =
      400; // points from which round corners cost much and show nothing
  private static final double RAW_OPACITY = 0.26, AREA_OPACITY = 0.12;

  /// @param smoothing 0 .. below 1
  /// @param logarithmic whether y is; `small` without the tint of what is to come
  /// @param range the part of x in sight
  /// @param columns pixels for it
  /// @param ticks about how many on y
  record View(
      double smoothing, boolean logarithmic, boolean small, Range range, int columns, int ticks) {}

  private final XYPlot plot = new XYPlot();
  private final JFreeChart chart = new JFreeChart(null, null, plot, false);
  private final Map<Curve, Smoothing> smoothings = new HashMap<>();
  private final NumberAxis linear = new NumberAxis();
  private final LogAxis log = new LogAxis();

  ChartPlot() {
    plot.setDomainAxis(new NumberAxis());
    plot.setRangeAxis(linear);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    chart.setNotify(false);
    plot.setNotify(false);
    log.setBase(10);
  }

  JFreeChart chart() {
    return chart;
  }

  XYPlot plot() {
    return plot;
  }

  /// The smoothed form of a line, the line itself if it is not smoothed.
  Curve shown(Line line, double smoothing) {
    if (line.style() != Style.SMOOTHED || smoothing == 0) return line.curve();
    return smoothings
        .computeIfAbsent(line.curve(), _ -> new Smoothing())
        .of(line.curve(), smoothing);
  }

  void fill(ChartData data, View view, Palette palette, double unit) {
    plot.setRangeAxis(view.logarithmic() ? log : linear);
    ChartLook.dress(chart, plot, palette, unit);
    empty();
    double least = Double.POSITIVE_INFINITY, greatest = Double.NEGATIVE_INFINITY;
    int place = 0;
    for (var raw : new boolean[] {true, false}) { // all raw lines lie under all others
      for (var line : data.lines()) {
        boolean twice =
            line.style() == Style.AREA || line.style() == Style.SMOOTHED && view.smoothing() > 0;
        if (raw && !twice) continue;
        if (line.style() == Style.AREA) least = Math.min(least, 0);
        var curve = raw ? line.curve() : shown(line, view.smoothing());
        boolean thick = line.style() == Style.SMOOTHED && !raw;
        int fine =
            thick ? view.columns() / 2 : view.columns(); // two pixels wide, it cannot show more
        var columns = Columns.of(curve, view.range().from(), view.range().to(), fine);
        plot.setDataset(place, new ColumnsData(List.of(columns)));
        plot.setRenderer(place++, renderer(line, raw, columns.size > DENSE, palette, unit));
        least = Math.min(least, columns.least);
        greatest = Math.max(greatest, columns.greatest);
      }
    }
    if (!Double.isNaN(data.ceiling())) greatest = Math.max(greatest, data.ceiling());
    var x = (NumberAxis) plot.getDomainAxis();
    x.setRange(view.range().from(), view.range().to());
    double step = Math.max(view.range().step(Math.max(1, view.columns() / 110)), 1e-9);
    x.setTickUnit(new NumberTickUnit(step, ChartLook.numbers(step, false)));
    if (view.logarithmic()) logarithmic(least, greatest);
    else linear(least, greatest, view.ticks());
    markers(data, view, palette, unit);
  }

  /// JFreeChart keeps the places of datasets; one that is null is not drawn.
  private void empty() {
    for (int k = 0; k < plot.getDatasetCount(); k++) {
      plot.setDataset(k, null);
      plot.setRenderer(k, null);
    }
  }

  private static XYItemRenderer renderer(
      Line line, boolean raw, boolean dense, Palette palette, double unit) {
    var colour = palette.series(line.series());
    if (raw && line.style() == Style.AREA) {
      var area = new XYAreaRenderer(XYAreaRenderer.AREA);
      area.setSeriesPaint(0, ChartLook.awt(colour.deriveColor(0, 1, 1, AREA_OPACITY)));
      return area;
    }
    var renderer = new XYLineAndShapeRenderer(true, line.style() == Style.MARKED);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setSeriesPaint(
        0, ChartLook.awt(raw ? colour.deriveColor(0, 1, 1, RAW_OPACITY) : colour));
    double width = raw ? 1 : line.style() == Style.SMOOTHED ? 2.2 : 1.7;
    renderer.setSeriesStroke(
        0,
        ChartLook.stroke(
            width * unit, line.style() == Style.PLANNED ? 3 : raw ? 1 : line.pattern(), dense));
    renderer.setSeriesShape(0, ChartLook.MARKS[(line.pattern() - 1) % ChartLook.MARKS.length]);
    renderer.setUseFillPaint(true);
    renderer.setSeriesFillPaint(0, ChartLook.awt(palette.paper()));
    renderer.setUseOutlinePaint(true);
    renderer.setSeriesOutlinePaint(0, ChartLook.awt(colour));
    renderer.setSeriesOutlineStroke(0, new BasicStroke((float) (1.7 * unit)));
    return renderer;
  }

  private void linear(double least, double greatest, int ticks) {
    if (!(least <= greatest)) { // nothing yet
      least = 0;
      greatest = 1;
    }
    if (least > 0 && least < 0.6 * greatest) least = 0;
    if (least == greatest) {
      least -= Math.max(1e-9, Math.abs(least) * 0.1);
      greatest += Math.max(1e-9, Math.abs(greatest) * 0.1);
    }
    double step = new Range(least, greatest).step(ticks);
    linear.setRange(
        Math.floor(least / step + 1e-9) * step, Math.ceil(greatest / step - 1e-9) * step);
    linear.setTickUnit(new NumberTickUnit(step, ChartLook.numbers(step, true)));
  }

  private void logarithmic(double least, double greatest) {
    double top = greatest > 0 ? greatest : 1;
    double foot = least > 0 && least <= top ? least : top / 1000;
    log.setRange(foot / 1.25, top * 1.25);
    boolean decades = top / foot > 30;
    log.setTickUnit(new NumberTickUnit(decades ? 1 : Math.log10(2)));
    log.setNumberFormatOverride(
        new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
  }

  private void markers(ChartData data, View view, Palette palette, double unit) {
    plot.clearDomainMarkers();
    plot.clearRangeMarkers();
    double reached = data.reached();
    if (data.end() > reached && !view.small()) {
      var future =
          new IntervalMarker(
              reached, data.end(), ChartLook.awt(palette.muted().deriveColor(0, 1, 1, 0.07)));
      plot.addDomainMarker(future, Layer.BACKGROUND);
    }
    for (var epoch : data.epochs())
      if (epoch.x() > view.range().from())
        line(epoch.x(), ChartLook.awt(palette.line()), new BasicStroke(1));
    var best = data.best();
    if (best != null) line(best.x(), ChartLook.awt(palette.good()), dotted(1.6 * unit));
    if (Double.isNaN(data.ceiling())) return;
    plot.addRangeMarker(
        new ValueMarker(data.ceiling(), ChartLook.awt(palette.bad()), dotted(1.6 * unit)),
        Layer.BACKGROUND);
  }

  private void line(double x, Color colour, BasicStroke stroke) {
    plot.addDomainMarker(new ValueMarker(x, colour, stroke), Layer.BACKGROUND);
  }

  private static BasicStroke dotted(double width) {
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 3}, 0);
  }

  /// The lines with the values that they have at x: smoothed where smoothed is drawn, the last point at or before x.
  static List<Reading> readings(ChartData data, ChartPlot plots, double smoothing, double x) {
    var readings = new ArrayList<Reading>();
    for (var line : data.lines()) {
      var curve = plots.shown(line, smoothing);
      int at = curve.upTo(x);
      if (at >= 0 && Double.isFinite(curve.y(at)))
        readings.add(new Reading(line, curve.x(at), curve.y(at)));
    }
    return readings;
  }

  record Reading(Line line, double x, double y) {}
}

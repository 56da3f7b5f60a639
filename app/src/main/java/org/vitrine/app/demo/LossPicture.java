package org.vitrine.app.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Texts;
import org.vitrine.core.history.Point;
import org.vitrine.core.insight.Type;

/// The two losses as a picture of its own, for slides; needs no display.
final class LossPicture {
  private static final int WIDTH = 1600, HEIGHT = 900, LEGEND = 72;
  private static final Color[] COLOURS = {new Color(0x0969DA), new Color(0xBC4C00)};
  private static final Color HAIR = new Color(0xE6EAEE),
      MUTED = new Color(0x57606A),
      TEXT = new Color(0x24292F);

  private final Texts texts;

  LossPicture(Texts texts) {
    this.texts = texts;
  }

  void write(Path file, Leg tuned, Leg scratch) {
    var lines = new XYSeriesCollection();
    lines.addSeries(series(texts.get("report.tuned"), Smooth.curve(tuned.loss())));
    lines.addSeries(series(texts.get("report.scratch"), Smooth.curve(scratch.loss())));
    lines.addSeries(series("tuned raw", tuned.loss()));
    lines.addSeries(series("scratch raw", scratch.loss()));
    var image = drawn(lines).createBufferedImage(WIDTH, HEIGHT);
    Disk.appear(
        file,
        beside -> {
          try (var out = Files.newOutputStream(beside)) {
            if (!ImageIO.write(image, "png", out)) throw new IOException("no PNG writer");
          }
        });
  }

  private static XYSeries series(String name, List<Point> points) {
    var series = new XYSeries(name);
    for (var point : points) series.add(point.step(), point.value());
    return series;
  }

  private JFreeChart drawn(XYSeriesCollection lines) {
    var heading = texts.get("report.loss");
    var chart = ChartFactory.createXYLineChart(heading, null, null, lines);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(36, 40, 24, 56));
    chart.getTitle().setFont(Type.strong(heading, 30));
    chart.getTitle().setPaint(TEXT);
    chart.getTitle().setMargin(0, 0, 24, 0);
    var legend = chart.getLegend();
    legend.setItemFont(Type.text(texts.get("report.tuned"), 26));
    legend.setItemPaint(TEXT);
    legend.setItemLabelPadding(new RectangleInsets(2, 10, 2, 40));
    legend.setMargin(16, 0, 0, 0);
    legend.setFrame(BlockBorder.NONE);
    XYPlot plot = chart.getXYPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(HAIR);
    plot.setRangeGridlineStroke(new BasicStroke(2));
    for (var axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
      axis.setTickLabelFont(Type.text("0", 22));
      axis.setTickLabelPaint(MUTED);
      axis.setAxisLineVisible(false);
      axis.setTickMarksVisible(false);
      axis.setLowerBound(0);
      if (axis instanceof NumberAxis numbers) numbers.setTickUnit(unit(axis.getUpperBound()));
    }
    plot.setRenderer(renderer());
    return chart;
  }

  private static XYLineAndShapeRenderer renderer() {
    var renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true); // else dashes begin anew at every point
    renderer.setLegendLine(new Line2D.Double(0, 0, LEGEND, 0));
    for (int k = 0; k < COLOURS.length; k++) {
      var colour = COLOURS[k];
      var dash = k == 0 ? null : new float[] {21, 9};
      renderer.setSeriesPaint(k, colour);
      renderer.setSeriesStroke(
          k, new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
      renderer.setSeriesPaint(
          k + 2, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 70));
      renderer.setSeriesStroke(k + 2, new BasicStroke(2));
      renderer.setSeriesVisibleInLegend(k + 2, false);
    }
    return renderer;
  }

  /// 1, 2 or 5 times a power of ten, so that an axis has four to nine of them.
  private static NumberTickUnit unit(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 4)));
    double times = range / 4 / power;
    return new NumberTickUnit(power * (times >= 5 ? 5 : times >= 2 ? 2 : 1));
  }
}

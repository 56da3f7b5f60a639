package org.vitrine.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vitrine.core.history.Point;

/// Curves over steps as SVG that takes its colours from the page: horizontal hairlines, a faint raw line under a smoothed one,
/// each series named with its last value where it ends.
final class Chart {
  private static final double WIDTH = 560,
      HEIGHT = 270,
      LEFT = 50,
      RIGHT = 118,
      TOP = 14,
      BOTTOM = 30,
      LABEL = 38;
  private static final int TICKS = 4;

  private final List<Series> all = new ArrayList<>();
  private final double top;
  private final boolean percent;
  private final String about;

  /// @param number 1 or 2, the colour
  private record Series(String name, int number, List<Point> points, boolean smooth) {}

  /// @param top upper end of the values; the lower one is 0
  Chart(String about, double top, boolean percent) {
    this.about = about;
    this.top = top;
    this.percent = percent;
  }

  /// @param smooth whether the points are noisy: they are drawn faintly under their running mean; else each has a mark
  Chart with(String name, int number, List<Point> points, boolean smooth) {
    all.add(new Series(name, number, points, smooth));
    return this;
  }

  String svg() {
    var svg = new StringBuilder();
    svg.append(
        "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, Html.escape(about)));
    for (int k = 0; k <= TICKS; k++) {
      double value = top * k / TICKS;
      svg.append(
          "<line class=\"hair\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>"
              .formatted(LEFT, WIDTH - RIGHT, y(value), y(value)));
      svg.append(text(LEFT - 8, y(value) + 4, "end", "tick", label(value)));
    }
    long last = lastStep();
    for (long step : new long[] {0, last / 2, last})
      svg.append(text(x(step), HEIGHT - 8, "middle", "tick", Long.toString(step)));
    for (var series : all) draw(svg, series);
    ends(svg);
    return svg.append("</svg>").toString();
  }

  private String label(double value) {
    return percent ? Math.round(100 * value) + " %" : String.format(Locale.ROOT, "%.2f", value);
  }

  private void draw(StringBuilder svg, Series series) {
    if (series.smooth) svg.append(line(series.points, "raw s" + series.number));
    var shown = series.smooth ? Smooth.curve(series.points) : series.points;
    svg.append(line(shown, "line s" + series.number));
    if (series.smooth) return;
    for (var point : shown) {
      svg.append(
          "<circle class=\"mark s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\"/>"
              .formatted(series.number, x(point.step()), y(point.value())));
    }
  }

  private String line(List<Point> points, String style) {
    var path = new StringBuilder();
    for (var point : points) {
      path.append(
          "%s%.1f %.1f".formatted(path.isEmpty() ? "M" : "L", x(point.step()), y(point.value())));
    }
    return "<path class=\"%s\" d=\"%s\"/>".formatted(style, path);
  }

  /// Names at the lines' ends, moved apart where they would touch.
  private void ends(StringBuilder svg) {
    var ordered = new ArrayList<>(all);
    ordered.removeIf(s -> s.points.isEmpty());
    ordered.sort((a, b) -> Double.compare(last(b), last(a)));
    double free = TOP, lowest = HEIGHT - BOTTOM - 21 - LABEL * ordered.size();
    for (var series : ordered) {
      lowest += LABEL; // room for those below
      double at = Math.clamp(y(last(series)) - 4, free, Math.max(free, lowest));
      svg.append(text(WIDTH - RIGHT + 8, at + 4, "start", "name s" + series.number, series.name));
      svg.append(
          text(
              WIDTH - RIGHT + 8,
              at + 21,
              "start",
              "value s" + series.number,
              percent ? "%.1f %%".formatted(100 * last(series)) : label(last(series))));
      free = at + LABEL;
    }
  }

  private static double last(Series series) {
    return (series.smooth ? Smooth.curve(series.points) : series.points).getLast().value();
  }

  private static String text(double x, double y, String anchor, String style, String words) {
    return "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>"
        .formatted(x, y, anchor, style, Html.escape(words));
  }

  private long lastStep() {
    return Math.max(
        1, all.stream().flatMap(s -> s.points.stream()).mapToLong(Point::step).max().orElse(1));
  }

  private double x(long step) {
    return LEFT + (WIDTH - LEFT - RIGHT) * step / lastStep();
  }

  private double y(double value) {
    double share = Math.clamp(value / top, 0, 1.02);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }
}

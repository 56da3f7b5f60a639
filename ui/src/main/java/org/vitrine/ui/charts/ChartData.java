package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Numbers;

/// Everything that one chart shows, as plain numbers. Whoever changes it calls [LossChart#changed].
public final class ChartData {
  /// How a line is drawn.
  public enum Style {
    /// thin as measured, and thick over it the smoothed one
    SMOOTHED,
    /// with a mark at each point: evaluations
    MARKED,
    PLAIN,
    /// filled down to the axis
    AREA,
    /// dashed: what is planned
    PLANNED
  }

  /// @param name in the legend, the crosshair's box and the CSV
  /// @param series colour, 1 training, 2 validation, …
  /// @param pattern dash and mark, from 1: solid ○, 7-3 □, 2-3 △, 9-3-2-3 ◇
  public record Line(String name, Curve curve, int series, int pattern, Style style) {
    public Line(String name, Curve curve, int series, Style style) {
      this(name, curve, series, 1, style);
    }
  }

  /// @param text empty for none
  public record Mark(double x, String text) {}

  /// @param text “best 0.229”
  public record Best(double x, double y, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private List<Mark> epochs = List.of();
  private @Nullable Best best;
  private double end = Double.NaN;
  private double ceiling = Double.NaN;
  private DoubleFunction<String> xText = x -> Numbers.count(Math.round(x));
  private DoubleFunction<String> yText =
      y -> Numbers.compact(Double.parseDouble("%.3g".formatted(y)));

  public ChartData line(Line line) {
    lines.add(line);
    return this;
  }

  public ChartData clear() {
    lines.clear();
    return this;
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /// Hairlines with a word, at the beginning of each epoch.
  public ChartData epochs(List<Mark> epochs) {
    this.epochs = List.copyOf(epochs);
    return this;
  }

  List<Mark> epochs() {
    return epochs;
  }

  /// A dotted green line with a word; null for none.
  public ChartData best(@Nullable Best best) {
    this.best = best;
    return this;
  }

  @Nullable Best best() {
    return best;
  }

  /// Where x will end, the rest being still to come; NaN if that is unknown or over.
  public ChartData end(double end) {
    this.end = end;
    return this;
  }

  double end() {
    return end;
  }

  /// A dotted red line that must not be crossed, the memory that there is; NaN for none.
  public ChartData ceiling(double ceiling) {
    this.ceiling = ceiling;
    return this;
  }

  double ceiling() {
    return ceiling;
  }

  /// How a place on x is said in the crosshair's box and the CSV: “step 3,684”.
  public ChartData xText(DoubleFunction<String> text) {
    xText = text;
    return this;
  }

  DoubleFunction<String> xText() {
    return xText;
  }

  /// How a value is said at the line's end and in the box.
  public ChartData yText(DoubleFunction<String> text) {
    yText = text;
    return this;
  }

  DoubleFunction<String> yText() {
    return yText;
  }

  /// The last x of all lines, NaN without points; plans do not count.
  double reached() {
    double reached = Double.NaN;
    for (var line : lines) {
      if (line.style() == Style.PLANNED || line.curve().isEmpty()) continue;
      reached = Double.isNaN(reached) ? line.curve().end() : Math.max(reached, line.curve().end());
    }
    return reached;
  }
}

package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.TreeSet;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.kit.Words;

/// The points of a chart as CSV.
final class ChartTable {
  private ChartTable() {}

  private record Column(String name, Curve curve) {}

  /// x, then a column a line; a field is empty where its line has no point.
  static String csv(ChartData data, ChartPlot plots, double smoothing, Words words) {
    var columns = new ArrayList<Column>();
    for (var line : data.lines()) {
      columns.add(new Column(line.name(), line.curve()));
      if (line.style() == Style.SMOOTHED && smoothing > 0)
        columns.add(
            new Column(
                words.get("chart.smoothed", line.name(), smoothing), plots.shown(line, smoothing)));
    }
    var places = new TreeSet<Double>();
    for (var column : columns)
      for (int i = 0; i < column.curve().size(); i++) places.add(column.curve().x(i));
    var text = new StringBuilder("x");
    for (var column : columns) text.append(',').append(quoted(column.name()));
    var at = new int[columns.size()];
    for (double x : places) {
      text.append("\r\n").append(number(x));
      for (int k = 0; k < at.length; k++) {
        var curve = columns.get(k).curve();
        text.append(',');
        if (at[k] < curve.size() && curve.x(at[k]) == x) text.append(number(curve.y(at[k]++)));
      }
    }
    return text.append("\r\n").toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}

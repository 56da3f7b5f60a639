package org.vitrine.ui.charts;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/// Thinned lines as JFreeChart reads them.
@SuppressWarnings("serial") // never serialized
final class ColumnsData extends AbstractXYDataset {
  private final transient List<Columns> lines;

  ColumnsData(List<Columns> lines) {
    this.lines = lines;
  }

  @Override
  public int getSeriesCount() {
    return lines.size();
  }

  @Override
  public Comparable<?> getSeriesKey(int series) {
    return series;
  }

  @Override
  public int getItemCount(int series) {
    return lines.get(series).size;
  }

  @Override
  public double getXValue(int series, int item) {
    return lines.get(series).x[item];
  }

  @Override
  public double getYValue(int series, int item) {
    return lines.get(series).y[item];
  }

  @Override
  public Number getX(int series, int item) {
    return getXValue(series, item);
  }

  @Override
  public Number getY(int series, int item) {
    return getYValue(series, item);
  }
}

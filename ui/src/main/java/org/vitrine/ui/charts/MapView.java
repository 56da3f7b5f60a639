package org.vitrine.ui.charts;

/// Which square part of a map is in sight, in cells: the whole of it, or less after zooming.
///
/// @param row upper edge, `column` left edge
record MapView(int size, double row, double column, double span) {
  private static final double CLOSEST = 6;

  static MapView whole(int size) {
    return new MapView(size, 0, 0, size);
  }

  boolean zoomed() {
    return span < size;
  }

  /// @param by above 1 comes closer
  /// @param x place that stays where it is, 0..1 across what is in sight; `y` down
  MapView zoom(double by, double x, double y) {
    double next = Math.clamp(span / by, Math.min(CLOSEST, size), size);
    return new MapView(size, row + (span - next) * y, column + (span - next) * x, next).inside();
  }

  MapView move(double rows, double columns) {
    return new MapView(size, row + rows, column + columns, span).inside();
  }

  /// The same closeness with this cell in sight.
  MapView showing(Cell cell) {
    double up = Math.min(row, cell.row()), left = Math.min(column, cell.column());
    up = Math.max(up, cell.row() + 1 - span);
    left = Math.max(left, cell.column() + 1 - span);
    return new MapView(size, up, left, span).inside();
  }

  private MapView inside() {
    return new MapView(
        size, Math.clamp(row, 0, size - span), Math.clamp(column, 0, size - span), span);
  }
}

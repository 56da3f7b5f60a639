package org.vitrine.ui.charts;

/// Which part of a map is in sight, in cells: the whole of it, or less after zooming.
///
/// @param rows of the whole map; @param columns of it
/// @param row upper edge, `column` left edge
/// @param share of the rows, and of the columns, that are in sight, 0..1
record MapView(int rows, int columns, double row, double column, double share) {
  private static final double CLOSEST = 6;

  static MapView whole(int rows, int columns) {
    return new MapView(rows, columns, 0, 0, 1);
  }

  MapView whole() {
    return whole(rows, columns);
  }

  boolean zoomed() {
    return share < 1;
  }

  /// Rows in sight.
  double down() {
    return rows * share;
  }

  /// Columns in sight.
  double across() {
    return columns * share;
  }

  /// @param by above 1 comes closer
  /// @param x place that stays where it is, 0..1 across what is in sight; `y` down
  MapView zoom(double by, double x, double y) {
    double least = Math.min(1, CLOSEST / Math.max(rows, columns));
    double next = Math.clamp(share / by, least, 1);
    return new MapView(
            rows,
            columns,
            row + rows * (share - next) * y,
            column + columns * (share - next) * x,
            next)
        .inside();
  }

  MapView move(double down, double right) {
    return new MapView(rows, columns, row + down, column + right, share).inside();
  }

  /// The same closeness with this cell in sight.
  MapView showing(Cell cell) {
    double up = Math.min(row, cell.row()), left = Math.min(column, cell.column());
    up = Math.max(up, cell.row() + 1 - down());
    left = Math.max(left, cell.column() + 1 - across());
    return new MapView(rows, columns, up, left, share).inside();
  }

  private MapView inside() {
    return new MapView(
        rows,
        columns,
        Math.clamp(row, 0, rows - down()),
        Math.clamp(column, 0, columns - across()),
        share);
  }
}

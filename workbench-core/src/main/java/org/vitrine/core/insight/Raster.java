package org.vitrine.core.insight;

/// Turns a part of a map into pixels. A pixel that covers several cells shows the strongest of them, so that a diagonal
/// stays a line however small the picture; masked cells are paper with a hatch at 45°.
///
/// @param colours 256, from paper to ink
/// @param hatch colour of the hatch
public record Raster(HeadMap map, Scale scale, int[] colours, int hatch) {
  private static final int HATCH_STEP = 5;
  private static final int MASKED = 0; // no opaque colour

  /// The whole map.
  public int[] pixels(int width, int height) {
    return pixels(0, 0, map.rows(), map.columns(), width, height);
  }

  /// A part of the map.
  ///
  /// @param row upper edge in cells, `column` left edge; `down` cells from there, `across` likewise
  /// @return width × height colours 0xAARRGGBB, row by row
  public int[] pixels(
      double row, double column, double down, double across, int width, int height) {
    var pixels = new int[width * height];
    var columns = cells(column, across, width, map.columns());
    var rows = cells(row, down, height, map.rows());
    for (int y = 0; y < height; y++) {
      boolean same = y > 0 && rows[2 * y] == rows[2 * y - 2] && rows[2 * y + 1] == rows[2 * y - 1];
      if (same) System.arraycopy(pixels, (y - 1) * width, pixels, y * width, width);
      else paint(pixels, y * width, rows[2 * y], rows[2 * y + 1], columns);
    }
    for (int k = 0; k < pixels.length; k++) {
      if (pixels[k] != MASKED) continue;
      boolean line = (k / width + k % width) % HATCH_STEP == 0;
      pixels[k] = line ? hatch : colours[0];
    }
    return pixels;
  }

  private void paint(int[] pixels, int at, int first, int last, int[] columns) {
    for (int x = 0; x < columns.length / 2; x++) {
      float most =
          -1; // the largest weight has the largest shade, so shades are computed once a pixel
      for (int i = first; i <= last; i++) {
        float by = scale == Scale.ROW ? map.rowMax(i) : 1;
        for (int j = columns[2 * x]; j <= columns[2 * x + 1]; j++) {
          float weight = by == 1 ? map.at(i, j) : by == 0 ? 0 : map.at(i, j) / by;
          if (weight > most && map.visible().sees(i, j)) most = weight;
        }
      }
      pixels[at + x] = most < 0 ? MASKED : colours[(int) Math.round(255 * scale.shade(most, 1))];
    }
  }

  /// First and last cell under each pixel.
  private static int[] cells(double from, double span, int pixels, int all) {
    var cells = new int[2 * pixels];
    for (int p = 0; p < pixels; p++) {
      int first = Math.clamp((int) Math.floor(from + span * p / pixels), 0, all - 1);
      int past = (int) Math.floor(from + span * (p + 1) / pixels);
      cells[2 * p] = first;
      cells[2 * p + 1] = Math.clamp(past - 1, first, all - 1);
    }
    return cells;
  }
}

package org.vitrine.app.line;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells as lines of a terminal, columns aligned; Chinese characters are two places wide there.
public final class Grid {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  public Grid row(String... cells) {
    rows.add(cells);
    return this;
  }

  public List<String> lines() {
    int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
    var widths = new int[columns];
    for (var row : rows) {
      for (int c = 0; c < row.length; c++) widths[c] = Math.max(widths[c], width(row[c]));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    var line = new StringBuilder();
    for (int c = 0; c < row.length; c++) {
      line.append(row[c]).append(" ".repeat(widths[c] - width(row[c]))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /// Places that a text takes on a terminal.
  static int width(String text) {
    return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
  }

  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}

package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Whether the first row names the columns or is data already. It names them if its cells look like names and either
/// one is a usual name or the rows below are of another kind.
final class Header {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_#][\\p{L}\\p{N}_.:/()#% -]{0,39}");

  private Header() {}

  /// @param rows the first rows, the doubtful one in front
  static boolean of(List<List<String>> rows) {
    if (rows.isEmpty()) return false;
    var first = rows.getFirst();
    var rest = rows.subList(1, rows.size());
    if (first.stream().anyMatch(cell -> NUMBER.matcher(cell.strip()).matches())) return false;
    if (first.stream().anyMatch(Names::known)) return true;
    if (!named(first)) return false;
    for (int c = 0; c < first.size(); c++) if (differs(first.get(c), c, rest)) return true;
    return false;
  }

  private static boolean named(List<String> cells) {
    var seen = new HashSet<String>();
    boolean any = false;
    for (int c = 0; c < cells.size(); c++) {
      var cell = cells.get(c).strip();
      if (cell.isEmpty() && c == 0 && cells.size() > 1) continue; // pandas leaves its index unnamed
      if (!NAME.matcher(cell).matches()) return false;
      if (cell.endsWith(".") || cell.split(" +").length > 4 || !seen.add(cell)) return false;
      any = true;
    }
    return any;
  }

  /// True if the cell is a word above a column of numbers, or a short word above long texts.
  private static boolean differs(String cell, int column, List<List<String>> rest) {
    int numbers = 0, all = 0;
    long length = 0;
    for (var row : rest) {
      if (column >= row.size()) continue;
      var value = row.get(column).strip();
      if (value.equals(cell.strip())) return false;
      if (NUMBER.matcher(value).matches()) numbers++;
      length += value.length();
      all++;
    }
    if (all < 2) return false;
    return numbers > 0.9 * all || length > 5L * all * Math.max(6, cell.length());
  }

  /// Names for the columns: the header's, made unlike one another, or `column 1`, `column 2`, …
  static List<String> names(List<String> header, int columns) {
    var names = new ArrayList<String>();
    for (int c = 0; c < columns; c++) {
      var name = c < header.size() ? header.get(c).strip() : "";
      if (name.isEmpty()) name = "column " + (c + 1);
      var free = name;
      for (int i = 2; names.contains(free); i++) free = name + " (" + i + ")";
      names.add(free);
    }
    return names;
  }
}

package org.vitrine.core.data;

import java.util.List;

/// One row of a table.
///
/// @param number its place in the table, from 0
/// @param cells one for each column, empty where the file has none
public record Row(long number, List<String> cells) {
  public String cell(int column) {
    return cells.get(column);
  }
}

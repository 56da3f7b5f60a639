package org.vitrine.core.task;

import org.vitrine.core.data.PictureCells;
import org.vitrine.core.picture.Preprocessing;

/// Pictures that a table names, read when asked for.
///
/// @param rows places in the table
/// @param classes the class of each of `rows`
record PictureExamples(
    OpenedTable table, PictureCells cells, int[] rows, int[] classes, Preprocessing preprocessing)
    implements Examples {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example get(int index) {
    var picture = cells.read(table.text(table.table().row(rows[index])));
    return new PictureExample(preprocessing.values(picture), classes[index]);
  }

  /// All are alike; none is read for it.
  @Override
  public int length(int index) {
    return 1;
  }
}

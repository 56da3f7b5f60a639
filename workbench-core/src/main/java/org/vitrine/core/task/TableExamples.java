package org.vitrine.core.task;

import org.vitrine.core.tokenizer.Tokenizer;

/// Some rows of a table, tokenized when asked for.
///
/// @param rows places in the table
/// @param classes the class of each of `rows`, or empty for none
record TableExamples(
    OpenedTable table, int[] rows, int[] classes, Tokenizer tokenizer, int maxLength)
    implements Examples {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example get(int index) {
    var row = table.table().row(rows[index]);
    var encoding = tokenizer.encode(table.text(row), table.pair(row), maxLength);
    return TextExample.of(encoding, classes.length == 0 ? Padded.IGNORED : classes[index]);
  }
}

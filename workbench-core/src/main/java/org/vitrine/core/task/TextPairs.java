package org.vitrine.core.task;

import java.util.Arrays;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;

/// Rows of a table with a text to read and one to write, tokenized when asked for, each by the tokenizer of its language.
///
/// @param rows places in the table, whose second text is what is to be written
record TextPairs(OpenedTable table, int[] rows, Tokenizer tokenizer, int maxLength)
    implements Examples {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example get(int index) {
    var row = table.table().row(rows[index]);
    var read = tokenizer.encode(table.text(row), null, maxLength);
    var written = tokenizer.target().encode(written(index), null, maxLength);
    return TextExample.of(read, Padded.IGNORED).toWrite(ended(written));
  }

  /// A text to write ends with the end token, also where the tokenizer adds none.
  private long[] ended(Encoding text) {
    int length = text.ids().length;
    long end = tokenizer.special().eos();
    if (end < 0 || length > 0 && text.special()[length - 1]) return text.ids();
    var longer = Arrays.copyOf(text.ids(), length < maxLength ? length + 1 : length);
    longer[longer.length - 1] = end;
    return longer;
  }

  String written(int index) {
    var text = table.pair(table.table().row(rows[index]));
    return text == null ? "" : text;
  }
}

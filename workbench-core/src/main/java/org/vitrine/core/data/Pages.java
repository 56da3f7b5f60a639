package org.vitrine.core.data;

import java.io.IOException;
import java.util.List;

/// A file cut into pages of a few rows, each of which can be read by itself: what lets a table of millions of rows be
/// read in any order while memory holds no more than an offset a page.
interface Pages extends AutoCloseable {
  /// Rows a page, before bad ones are left out: small, since a shuffled reader wants one row of each.
  int SIZE = 32;

  /// Number of rows before each page, and of all rows at the end.
  long[] starts();

  List<List<String>> read(int page) throws IOException;

  @Override
  void close() throws IOException;
}

package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Rows that are not as the others: how many, and the first of them with a sentence each.
public final class BadRows {
  private static final int KEPT = 1000;

  private final List<BadRow> first = new ArrayList<>();
  private final BitSet filled = new BitSet();
  private long count;

  /// @param line where the row begins in the file, from 1; @param kept false if the table does not have it
  public record BadRow(long line, boolean kept, Note why) {}

  void add(long line, boolean kept, Note why) {
    if (first.size() < KEPT) first.add(new BadRow(line, kept, why));
    count++;
  }

  public long count() {
    return count;
  }

  /// A row of the table that has fewer cells than the others; the missing ones count as empty.
  ///
  /// @param row its place in the table
  void fill(long line, long row, Note why) {
    filled.set(Math.toIntExact(row));
    add(line, true, why);
  }

  /// Places in the table of all rows that have fewer cells than the others.
  BitSet filled() {
    return filled;
  }

  /// The first thousand.
  public List<BadRow> first() {
    return List.copyOf(first);
  }
}

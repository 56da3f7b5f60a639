package org.vitrine.core.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Streams;

/// In which order rows are learnt from, cut into batches. An epoch's order is a function of (seed, epoch) alone, so that
/// a run that goes on after an interruption sees what it would have seen.
///
/// By length: rows are shuffled and cut into groups of 50 batches (of a quarter of the rows if there are few, as in
/// `transformers`); each group is sorted by length, longest first, and cut into batches, which are shuffled in turn so
/// that lengths come mixed over the epoch. The batch with the longest row comes first: if memory is short, it shows at
/// once. A batch that is not full comes last.
public final class RowOrder {
  private static final int GROUP = 50;

  private enum Kind {
    GIVEN,
    SHUFFLED,
    BY_LENGTH
  }

  private final Kind kind;
  private final int[] rows;
  private final int @Nullable [] lengths;
  private final int size;
  private final long seed;

  private RowOrder(Kind kind, int[] rows, int @Nullable [] lengths, int size, long seed) {
    if (size < 1) throw new IllegalArgumentException("a batch has at least one row");
    this.kind = kind;
    this.rows = rows;
    this.lengths = lengths;
    this.size = size;
    this.seed = seed;
  }

  /// As they stand: what evaluation does.
  public static RowOrder given(int[] rows, int batchSize) {
    return new RowOrder(Kind.GIVEN, rows, null, batchSize, 0);
  }

  /// Evaluation with little padding: longest first, the same every time.
  public static RowOrder longestFirst(int[] rows, int[] lengths, int batchSize) {
    int[] sorted =
        places(rows.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -lengths[i]))
            .mapToInt(i -> rows[i])
            .toArray();
    return given(sorted, batchSize);
  }

  public static RowOrder shuffled(int[] rows, int batchSize, long seed) {
    return new RowOrder(Kind.SHUFFLED, rows, null, batchSize, seed);
  }

  /// @param lengths of the rows, in the same order as these
  public static RowOrder byLength(int[] rows, int[] lengths, int batchSize, long seed) {
    if (rows.length != lengths.length) throw new IllegalArgumentException("a length for each row");
    return new RowOrder(Kind.BY_LENGTH, rows, lengths, batchSize, seed);
  }

  /// The rows 0 … n−1.
  public static int[] all(long n) {
    return places(Math.toIntExact(n)).toArray();
  }

  private static IntStream places(int n) {
    return IntStream.range(0, n);
  }

  public int rows() {
    return rows.length;
  }

  /// Batches of an epoch, a short last one included.
  public int batches() {
    return Math.ceilDiv(rows.length, size);
  }

  /// @param number from 0
  public Epoch epoch(long number) {
    if (kind == Kind.GIVEN) return new Epoch(rows);
    var random = Streams.DATA_ORDER.at(seed, number);
    int[] order = Streams.permutation(random, rows.length);
    if (lengths != null) {
      sortGroups(order, lengths);
      order = mixBatches(order, lengths, Streams.permutation(random, rows.length / size));
    }
    return new Epoch(Arrays.stream(order).map(i -> rows[i]).toArray());
  }

  private void sortGroups(int[] order, int[] lengths) {
    int group = size * Math.max(1, Math.min(GROUP, order.length / (size * 4)));
    for (int from = 0; from < order.length; from += group) {
      int to = Math.min(order.length, from + group);
      int[] sorted =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted(Comparator.comparingInt(i -> -lengths[i]))
              .mapToInt(i -> i)
              .toArray();
      System.arraycopy(sorted, 0, order, from, sorted.length);
    }
  }

  private int[] mixBatches(int[] order, int[] lengths, int[] batches) {
    int longest = 0;
    for (int i = 1; i < batches.length; i++)
      if (lengths[order[batches[i] * size]] > lengths[order[batches[longest] * size]]) longest = i;
    if (batches.length > 0) {
      int first = batches[0];
      batches[0] = batches[longest];
      batches[longest] = first;
    }
    int[] mixed = Arrays.copyOf(order, order.length); // the short last batch stays where it is
    for (int i = 0; i < batches.length; i++)
      System.arraycopy(order, batches[i] * size, mixed, i * size, size);
    return mixed;
  }

  /// One pass over the rows.
  public final class Epoch {
    private final int[] order;

    private Epoch(int[] order) {
      this.order = order;
    }

    public int batches() {
      return RowOrder.this.batches();
    }

    /// Rows of a batch, from 0; of the size asked for, the last one maybe less.
    public int[] batch(int number) {
      if (number < 0 || number >= batches()) throw new IndexOutOfBoundsException(number);
      return Arrays.copyOfRange(order, number * size, Math.min(order.length, (number + 1) * size));
    }
  }
}

package org.vitrine.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long the texts are, in tokens with the special ones, or in characters where there is no tokenizer.
///
/// @param counts texts a bin: bin i holds lengths from i·binWidth on, the last one all that are longer
/// @param limit what a model reads, 0 for any length; @param over texts that are longer
/// @param mean null without a text; @param longest 0 then; @param median and `p95` likewise
public record Lengths(
    List<Long> counts,
    int binWidth,
    int limit,
    long over,
    @Nullable Double mean,
    int median,
    int p95,
    int longest,
    boolean tokens) {
  private static final int[] WIDTHS = {
    1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 200, 256, 500, 512, 1000
  };
  private static final int BINS = 40;

  /// @param lengths the first `n` count
  static Lengths of(int[] lengths, int n, int limit, boolean tokens) {
    int[] sorted = Arrays.copyOf(lengths, n);
    Arrays.sort(sorted);
    if (n == 0) return new Lengths(List.of(), 1, limit, 0, null, 0, 0, 0, tokens);
    // A few very long texts must not press all others into one bin: the last bin begins at the 99th
    // percentile.
    int reach = Math.max(1, sorted[(int) Math.min(n - 1, Math.floor(0.99 * n))]);
    int width = 1;
    for (int candidate : WIDTHS) {
      width = candidate;
      if (Math.ceilDiv(reach + 1, candidate) <= BINS) break;
    }
    width = Math.max(width, Math.ceilDiv(reach + 1, BINS));
    int last = reach / width;
    var counts = new ArrayList<Long>();
    for (int b = 0; b <= last; b++) counts.add(0L);
    long sum = 0, over = 0;
    for (int length : sorted) {
      int bin = Math.min(last, length / width);
      counts.set(bin, counts.get(bin) + 1);
      sum += length;
      if (limit > 0 && length > limit) over++;
    }
    return new Lengths(
        counts,
        width,
        limit,
        over,
        (double) sum / n,
        sorted[n / 2],
        sorted[(int) Math.min(n - 1, Math.floor(0.95 * n))],
        sorted[n - 1],
        tokens);
  }

  /// Share of the texts that are longer than the limit; null without a text.
  public @Nullable Double overShare() {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    return all == 0 ? null : (double) over / all;
  }
}

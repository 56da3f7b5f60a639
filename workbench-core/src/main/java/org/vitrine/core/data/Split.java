package org.vitrine.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vitrine.core.base.Streams;

/// Rows to learn from and rows to measure on, both in ascending order.
public record Split(int[] train, int[] evaluation) {
  /// Data order's step for the split: no epoch has it.
  private static final long STEP = -1;

  /// Every class gives its share; what rounding leaves over comes from the classes that lost most by it. A class of two
  /// or more rows has at least one on each side, a single row stays in training.
  ///
  /// @param labels class of each row, −1 for rows without one, which go nowhere
  /// @param share of all rows to measure on, 0 … 1
  public static Split stratified(int[] labels, double share, long seed) {
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    var members = new int[classes][];
    for (int c = 0; c < classes; c++) {
      int wanted = c;
      members[c] = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
    }
    int[] take = quotas(members, share);
    var random = Streams.DATA_ORDER.at(seed, STEP);
    var held = new boolean[labels.length];
    for (int c = 0; c < classes; c++) {
      int[] order = Streams.permutation(random, members[c].length);
      for (int i = 0; i < take[c]; i++) held[members[c][order[i]]] = true;
    }
    return new Split(
        IntStream.range(0, labels.length).filter(i -> labels[i] >= 0 && !held[i]).toArray(),
        IntStream.range(0, labels.length).filter(i -> held[i]).toArray());
  }

  /// Rows drawn without regard to what they hold.
  public static Split random(int rows, double share, long seed) {
    return stratified(new int[rows], share, seed);
  }

  private static int[] quotas(int[][] members, double share) {
    int classes = members.length;
    int[] take = new int[classes];
    double[] lost = new double[classes];
    long all = 0, taken = 0;
    for (int c = 0; c < classes; c++) {
      double exact = members[c].length * share;
      take[c] = (int) Math.floor(exact);
      lost[c] = exact - take[c];
      all += members[c].length;
      taken += take[c];
    }
    long left = Math.round(all * share) - taken;
    var byLoss =
        IntStream.range(0, classes)
            .boxed()
            .sorted((a, b) -> Double.compare(lost[b], lost[a]))
            .toList();
    for (int c : byLoss) {
      if (left <= 0) break;
      if (lost[c] > 0) {
        take[c]++;
        left--;
      }
    }
    if (share > 0)
      for (int c = 0; c < classes; c++) {
        if (take[c] == 0 && members[c].length >= 2) take[c] = 1;
        take[c] = Math.min(take[c], Math.max(0, members[c].length - 1));
      }
    return take;
  }
}

package org.vitrine.core.tokenizer.train;

import java.util.Arrays;

/// One word as pieces, with its count.
final class Word {
  final long count;
  private int[] pieces;

  Word(int[] pieces, long count) {
    this.pieces = pieces;
    this.count = count;
  }

  int[] pieces() {
    return pieces;
  }

  /// Told what becomes rarer (−1) or commoner (+1) by one place in this word.
  interface Change {
    void pair(int left, int right, int by);
  }

  /// Puts `made` in the place of every `left` `right`, from the word's beginning.
  void merge(int left, int right, int made, Change change) {
    var now = new int[pieces.length];
    int n = 0;
    for (int i = 0; i < pieces.length; i++) {
      if (i + 1 == pieces.length || pieces[i] != left || pieces[i + 1] != right) {
        now[n++] = pieces[i];
        continue;
      }
      if (n > 0) {
        change.pair(now[n - 1], left, -1);
        change.pair(now[n - 1], made, 1);
      }
      if (i + 2 < pieces.length) {
        change.pair(right, pieces[i + 2], -1);
        change.pair(made, pieces[i + 2], 1);
      }
      now[n++] = made;
      i++;
    }
    pieces = Arrays.copyOf(now, n);
  }
}

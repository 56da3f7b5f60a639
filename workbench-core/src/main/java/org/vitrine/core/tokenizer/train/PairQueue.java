package org.vitrine.core.tokenizer.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Pairs of neighbouring pieces by how often they stand together: the commonest first, ties to the lower left id, then to
/// the lower right id, as in Hugging Face's trainer. Ids of single characters are in the order of their codes, so ties
/// among these go by the alphabet.
///
/// Counts change while pairs wait. An entry whose count is out of date is put back with the right one when it comes up, so
/// no change has to look for its entry.
final class PairQueue {
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Entry> queue = new PriorityQueue<>();

  /// @param count over all words; @param words numbers of words that have or had the pair
  static final class Pair {
    final int left, right;
    long count;
    private int[] words = new int[4];
    private int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    int[] words() {
      return Arrays.copyOf(words, size);
    }

    private void add(int word) {
      if (size > 0 && words[size - 1] == word) return;
      if (size == words.length) words = Arrays.copyOf(words, size * 2);
      words[size++] = word;
    }
  }

  private record Entry(long count, Pair pair) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      if (count != other.count) return Long.compare(other.count, count);
      if (pair.left != other.pair.left) return Integer.compare(pair.left, other.pair.left);
      return Integer.compare(pair.right, other.pair.right);
    }
  }

  /// Changes a count by `by` in one word. Pairs that became commoner wait anew once [#queue] is called.
  Pair change(int left, int right, long by, int word) {
    var pair = pairs.computeIfAbsent((long) left << 32 | right, _ -> new Pair(left, right));
    pair.count += by;
    if (by > 0) pair.add(word);
    return pair;
  }

  void queue(Pair pair) {
    if (pair.count > 0) queue.add(new Entry(pair.count, pair));
  }

  /// Takes out the commonest pair that stands together `least` times or more; its count is 0 afterwards.
  @Nullable Pair next(long least) {
    for (var top = queue.poll(); top != null; top = queue.poll()) {
      var pair = top.pair;
      if (top.count != pair.count) {
        if (pair.count > 0 && pair.count < top.count) queue.add(new Entry(pair.count, pair));
        continue; // a higher count waits already
      }
      if (pair.count < Math.max(1, least)) return null;
      pairs.remove((long) pair.left << 32 | pair.right);
      pair.count = 0; // whatever else waits for it is out of date
      return pair;
    }
    return null;
  }
}

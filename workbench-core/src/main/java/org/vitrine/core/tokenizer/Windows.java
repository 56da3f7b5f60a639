package org.vitrine.core.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A pair of texts that is too long for a model, in pieces that are not: each has the whole first text and a stretch of the
/// second.
public final class Windows {
  private Windows() {}

  /// @param whole a pair, not cut
  /// @param limit tokens of a window, special ones included; a first text that takes more than half of the room is cut
  /// @param overlap tokens of the second text that neighbours share, at most half of a window's
  /// @return at least one, in the order of the text
  public static List<Encoding> of(Encoding whole, int limit, int overlap) {
    if (whole.length() <= limit) return List.of(whole);
    int first = count(whole, 0), second = count(whole, 1);
    int room = limit - (whole.length() - first - second);
    int kept = Math.min(first, Math.max(room / 2, room - second));
    int width = Math.max(1, room - kept);
    int step = width - Math.min(overlap, width / 2);
    var windows = new ArrayList<Encoding>();
    for (int from = 0; ; from += step) {
      windows.add(window(whole, kept, from, from + width));
      if (from + width >= second) return windows;
    }
  }

  private static Encoding window(Encoding whole, int kept, int from, int to) {
    int[] seen = new int[2];
    return whole.only(
        IntStream.range(0, whole.length())
            .filter(i -> {
              int sequence = whole.sequence()[i];
              if (sequence < 0) return true;
              int place = seen[sequence]++;
              return sequence == 0 ? place < kept : place >= from && place < to;
            })
            .toArray());
  }

  private static int count(Encoding whole, int sequence) {
    int count = 0;
    for (int s : whole.sequence()) if (s == sequence) count++;
    return count;
  }
}

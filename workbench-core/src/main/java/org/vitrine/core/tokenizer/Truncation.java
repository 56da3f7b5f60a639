package org.vitrine.core.tokenizer;

import java.util.stream.IntStream;
import org.vitrine.core.base.Problem;

/// Which text gives way when a pair is longer than the limit; the names are Hugging Face's.
public enum Truncation {
  /// The longer one, down to the length of the other, then both; an odd place goes to the one that was longer, to the
  /// second if both were equal (as the Rust library does; Python's slow tokenizers give it to the first).
  LONGEST_FIRST,
  ONLY_FIRST,
  ONLY_SECOND;

  /// @param limit tokens in all, special ones included
  /// @param left true to drop tokens from the front, as `truncation_side: left` asks
  /// @throws Problem `tokenizer.limit` if what must stay is longer than the limit
  Encoding cut(Encoding whole, int limit, boolean left) {
    if (whole.length() <= limit) return whole;
    int[] count = new int[2];
    for (int s : whole.sequence()) if (s >= 0) count[s]++;
    int marks = whole.length() - count[0] - count[1];
    int room = limit - marks;
    int[] keep =
        switch (this) {
          case LONGEST_FIRST -> share(count[0], count[1], room);
          case ONLY_FIRST -> new int[] {room - count[1], count[1]};
          case ONLY_SECOND -> new int[] {count[0], room - count[0]};
        };
    if (keep[0] < 0 || keep[1] < 0) {
      int stays =
          this == LONGEST_FIRST ? marks : this == ONLY_FIRST ? marks + count[1] : marks + count[0];
      throw new Problem("tokenizer.limit", limit, stays);
    }
    int[] seen = new int[2];
    return whole.only(
        IntStream.range(0, whole.length())
            .filter(i -> {
              int s = whole.sequence()[i];
              if (s < 0) return true;
              int place = seen[s]++;
              return left ? place >= count[s] - keep[s] : place < keep[s];
            })
            .toArray());
  }

  private static int[] share(int first, int second, int room) {
    int shorter = Math.min(first, second);
    if (2L * shorter < room) {
      return first > second ? new int[] {room - second, second} : new int[] {first, room - first};
    }
    int half = Math.floorDiv(room, 2), more = room - half;
    return first > second ? new int[] {more, half} : new int[] {half, more};
  }
}

package org.vitrine.core.task;

import java.util.Arrays;
import org.vitrine.core.data.TextBlocks;

/// A stretch of running text in blocks, as language models learn it.
///
/// @param from first block; `to` is past the last
/// @param start token put before each block, −1 for none; so `end`
record BlockExamples(TextBlocks blocks, int from, int to, long start, long end)
    implements Examples {

  @Override
  public int size() {
    return to - from;
  }

  @Override
  public Example get(int index) {
    var body = blocks.block(from + index);
    int before = start >= 0 ? 1 : 0, after = end >= 0 ? 1 : 0;
    var ids = new long[before + body.length + after];
    var special = new boolean[ids.length];
    if (before > 0) ids[0] = start;
    System.arraycopy(body, 0, ids, before, body.length);
    if (after > 0) ids[ids.length - 1] = end;
    special[0] = before > 0;
    special[ids.length - 1] = after > 0;
    var words = new int[ids.length];
    Arrays.setAll(words, i -> special[i] ? -1 : i); // a block knows no words: each token is one
    return new TextExample(ids, new long[ids.length], special, words, Padded.IGNORED);
  }
}

package org.vitrine.core.tokenizer;

import java.util.stream.IntStream;

/// One text, or a pair, as a model reads it. All arrays have one entry a token.
///
/// @param ids places in the vocabulary
/// @param typeIds segment, 1 for the second text where the tokenizer tells them apart
/// @param tokens as the vocabulary spells them
/// @param starts first Java char of the token in its own text, −1 if it stands for none (special tokens)
/// @param ends one past its last char, −1 if it stands for none
/// @param sequence 0 first text, 1 second text, −1 put there by the tokenizer
/// @param words number of the word in its own text, −1 if it belongs to none
/// @param special tokens with a meaning of their own (start, end, mask, padding), written in the text or added to it;
///     a piece that the vocabulary does not know is none
/// @param cut true if the text was longer than the limit
public record Encoding(
    long[] ids,
    long[] typeIds,
    String[] tokens,
    int[] starts,
    int[] ends,
    int[] sequence,
    int[] words,
    boolean[] special,
    boolean cut) {

  public int length() {
    return ids.length;
  }

  /// The same with the tokens at these places alone.
  Encoding only(int[] places) {
    int n = places.length;
    var kept =
        new Encoding(
            new long[n],
            new long[n],
            new String[n],
            new int[n],
            new int[n],
            new int[n],
            new int[n],
            new boolean[n],
            true);
    for (int i = 0; i < n; i++) {
      int from = places[i];
      kept.ids[i] = ids[from];
      kept.typeIds[i] = typeIds[from];
      kept.tokens[i] = tokens[from];
      kept.starts[i] = starts[from];
      kept.ends[i] = ends[from];
      kept.sequence[i] = sequence[from];
      kept.words[i] = words[from];
      kept.special[i] = special[from];
    }
    return kept;
  }

  /// The same with one more token in front, which stands for `chars` chars before the first text.
  Encoding behind(String token, long id, int chars) {
    var all = only(IntStream.range(-1, length()).map(i -> Math.max(i, 0)).toArray());
    all.ids[0] = id;
    all.tokens[0] = token;
    all.typeIds[0] = 0;
    all.starts[0] = 0;
    all.ends[0] = chars;
    all.sequence[0] = 0;
    all.words[0] = -1;
    all.special[0] = true;
    for (int i = 1; i < all.length(); i++) {
      if (all.sequence[i] != 0) continue;
      all.starts[i] += chars;
      all.ends[i] += chars;
    }
    return all.cutOrNot(cut);
  }

  Encoding cutOrNot(boolean shortened) {
    return new Encoding(ids, typeIds, tokens, starts, ends, sequence, words, special, shortened);
  }
}

package org.vitrine.core.tokenizer;

import com.ibm.icu.lang.UCharacter;
import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/// How well a vocabulary fits a text (METHODS 5; Rust et al. 2020, arXiv:2012.15613). Words are runs between white
/// space; each Han, Hiragana or Katakana character is a word of its own. Special tokens do not count. Ratios are null
/// where there is nothing to divide by.
///
/// @param words words; @param tokens tokens that stand for text
/// @param characters code points that are no white space
/// @param unknownTokens tokens that the vocabulary cannot spell; @param unknownCharacters characters inside these
/// @param splitWords words that two or more tokens touch
/// @param texts texts looked at; @param cutTexts those longer than the limit
public record TokenStatistics(
    long words,
    long tokens,
    long characters,
    long unknownTokens,
    long unknownCharacters,
    long splitWords,
    long texts,
    long cutTexts) {

  public static final TokenStatistics NONE = new TokenStatistics(0, 0, 0, 0, 0, 0, 0, 0);

  /// @param encoding of `text`, uncut and without a pair; a second text's tokens are left out
  /// @param unk id of the unknown token, −1 if there is none; @param limit tokens that a model reads, 0 for any number
  public static TokenStatistics of(String text, Encoding encoding, long unk, int limit) {
    var starts = new int[encoding.length()];
    var ends = new int[encoding.length()];
    var unknown = new boolean[encoding.length()];
    int n = 0;
    for (int i = 0; i < encoding.length(); i++) {
      if (encoding.special()[i] || encoding.sequence()[i] == 1) continue;
      starts[n] = encoding.starts()[i];
      ends[n] = encoding.ends()[i];
      unknown[n++] = encoding.ids()[i] == unk;
    }
    boolean cut = encoding.cut() || (limit > 0 && encoding.length() > limit);
    return of(text, n, starts, ends, unknown, cut);
  }

  /// @param n tokens; their char ranges and whether they are unknown stand in the first n places
  static TokenStatistics of(
      String text, int n, int[] starts, int[] ends, boolean[] unknown, boolean cut) {
    var word = new int[text.length()]; // number of the word + 1, 0 for white space
    long words = 0, characters = 0;
    boolean open = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i), width = Character.charCount(c);
      boolean alone = alone(c);
      if (UCharacter.isUWhiteSpace(c)) {
        open = false;
      } else {
        characters++;
        if (alone || !open) words++;
        open = !alone;
        for (int k = 0; k < width; k++) word[i + k] = (int) words;
      }
      i += width;
    }
    var touching = new int[(int) words + 1];
    var dark = new boolean[text.length()];
    long unknownTokens = 0;
    for (int t = 0; t < n; t++) {
      if (unknown[t]) unknownTokens++;
      int last = 0;
      for (int i = Math.max(0, starts[t]); i < Math.min(ends[t], text.length()); i++) {
        if (unknown[t]) dark[i] = true;
        if (word[i] != 0 && word[i] != last) touching[last = word[i]]++;
      }
    }
    long split = 0, lost = 0;
    for (int count : touching) if (count >= 2) split++;
    for (int i = 0; i < dark.length; i += Character.charCount(text.codePointAt(i)))
      if (dark[i] && word[i] != 0) lost++;
    return new TokenStatistics(words, n, characters, unknownTokens, lost, split, 1, cut ? 1 : 0);
  }

  private static boolean alone(int c) {
    var script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  public TokenStatistics plus(TokenStatistics more) {
    return new TokenStatistics(
        words + more.words,
        tokens + more.tokens,
        characters + more.characters,
        unknownTokens + more.unknownTokens,
        unknownCharacters + more.unknownCharacters,
        splitWords + more.splitWords,
        texts + more.texts,
        cutTexts + more.cutTexts);
  }

  public @Nullable Double tokensPerWord() {
    return ratio(tokens, words);
  }

  public @Nullable Double charactersPerToken() {
    return ratio(characters, tokens);
  }

  public @Nullable Double unknownRate() {
    return ratio(unknownTokens, tokens);
  }

  /// Share of the characters that lie in no unknown token.
  public @Nullable Double coverage() {
    return ratio(characters - unknownCharacters, characters);
  }

  public @Nullable Double splitWordShare() {
    return ratio(splitWords, words);
  }

  public @Nullable Double cutShare() {
    return ratio(cutTexts, texts);
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}

package org.vitrine.core.tokenizer;

import org.jspecify.annotations.Nullable;

/// A text and the way from its code points, which the library counts, to its Java chars.
///
/// @param text without half surrogate pairs: the library takes valid Unicode alone, so that each stray half becomes
///     U+FFFD, which is one char too
/// @param places char index of each code point and of the end; null where both counts agree
record Chars(String text, int @Nullable [] places) {

  static Chars of(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) return new Chars(text, null);
    var clean = new StringBuilder(text.length());
    var places = new int[text.codePointCount(0, text.length()) + 1];
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      places[count++] = i;
      clean.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
      i += Character.charCount(c);
    }
    places[count] = text.length();
    return new Chars(clean.toString(), places);
  }

  int at(int codePoint) {
    return places == null ? codePoint : places[Math.min(codePoint, places.length - 1)];
  }
}

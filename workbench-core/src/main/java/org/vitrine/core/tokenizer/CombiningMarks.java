package org.vitrine.core.tokenizer;

import java.text.Normalizer;

/// The characters that Python's `unicodedata.combining` tells: those that change places with others when a text is put
/// into canonical order. Accents are among them, the vowel signs of Indic scripts are not, though both are marks.
final class CombiningMarks {
  private static final String REGEX = found();

  private CombiningMarks() {}

  static String regex() {
    return REGEX;
  }

  private static String found() {
    var regex = new StringBuilder("[");
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (!combines(c)) continue;
      int from = c;
      while (combines(c + 1)) c++;
      regex.appendCodePoint(from).append('-').appendCodePoint(c);
    }
    return regex.append("]+").toString();
  }

  /// Marks of class 1 go before it, or it goes before those of class 230.
  private static boolean combines(int c) {
    int type = Character.getType(c);
    if (type != Character.NON_SPACING_MARK
        && type != Character.COMBINING_SPACING_MARK
        && type != Character.ENCLOSING_MARK) return false;
    var mark = Character.toString(c);
    return moves(mark + "\u0334") || moves("\u0301" + mark);
  }

  private static boolean moves(String text) {
    return !Normalizer.normalize(text, Normalizer.Form.NFD).equals(text);
  }
}

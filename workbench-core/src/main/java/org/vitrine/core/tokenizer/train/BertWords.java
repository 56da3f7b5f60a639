package org.vitrine.core.tokenizer.train;

import java.text.Normalizer;
import java.util.function.Consumer;

/// BERT's words: control characters gone, each Chinese character and each mark a word of its own, and if asked for small
/// letters without accents. As `BertNormalizer` and `BertPreTokenizer` do it.
record BertWords(boolean lowercase) implements WordCounts.Words {
  @Override
  public void each(String text, Consumer<String> word) {
    var normal = lowercase ? ByteLevelWords.small(bare(text)) : text;
    var current = new StringBuilder();
    normal
        .codePoints()
        .forEach(c -> {
          if (isBlank(c)) {
            end(current, word);
          } else if (isMark(c) || isChinese(c)) {
            end(current, word);
            word.accept(Character.toString(c));
          } else if (c != 0 && c != 0xFFFD && !isControl(c)) {
            current.appendCodePoint(c);
          }
        });
    end(current, word);
  }

  private static void end(StringBuilder current, Consumer<String> word) {
    if (current.isEmpty()) return;
    word.accept(current.toString());
    current.setLength(0);
  }

  /// Without accents: canonically decomposed, marks without width left out.
  private static String bare(String text) {
    var bare = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static boolean isBlank(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  private static boolean isMark(int c) {
    if (c >= 33 && c <= 126) return !Character.isLetterOrDigit(c);
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}

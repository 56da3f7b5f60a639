package org.vitrine.core.tokenizer.train;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// GPT-2's words: a space belongs to the word after it, and bytes of UTF-8 are written as one printable character each.
///
/// The table of characters is that of GPT-2's `encoder.py`: printable bytes stand for themselves, the others for the
/// characters from U+0100 on.
record ByteLevelWords(boolean lowercase) implements WordCounts.Words {
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final char[] SHOWN = table();

  private static char[] table() {
    var shown = new char[256];
    char next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      shown[b] = printable ? (char) b : next++;
    }
    return shown;
  }

  /// All 256 bytes as they are written.
  static List<String> alphabet() {
    return IntStream.range(0, 256).mapToObj(b -> String.valueOf(SHOWN[b])).toList();
  }

  @Override
  public void each(String text, Consumer<String> word) {
    var found = WORD.matcher(lowercase ? small(text) : text);
    while (found.find()) word.accept(shown(found.group()));
  }

  /// Each character by itself, as the tokenizer's `Lowercase` does it: a final sigma stays an inner one.
  static String small(String text) {
    var small = new StringBuilder(text.length());
    text.codePoints().forEach(c -> small.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return small.toString();
  }

  private static String shown(String word) {
    var bytes = word.getBytes(StandardCharsets.UTF_8);
    var shown = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) shown[i] = SHOWN[bytes[i] & 0xff];
    return new String(shown);
  }
}

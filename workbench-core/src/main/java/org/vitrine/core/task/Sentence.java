package org.vitrine.core.task;

import java.util.List;

/// Words put together again as running text: a blank between two, none between characters of scripts that write none.
///
/// @param starts first char of each word in the text; @param ends one past its last
public record Sentence(String text, int[] starts, int[] ends) {

  public static Sentence of(List<String> words) {
    return of(words, false);
  }

  /// @param apart whether every two words have a blank between them, whatever their script
  static Sentence of(List<String> words, boolean apart) {
    var text = new StringBuilder();
    int[] starts = new int[words.size()], ends = new int[words.size()];
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (i > 0 && (apart || !(endsUnspaced(text) && beginsUnspaced(word)))) text.append(' ');
      starts[i] = text.length();
      text.append(word);
      ends[i] = text.length();
    }
    return new Sentence(text.toString(), starts, ends);
  }

  private static boolean endsUnspaced(StringBuilder text) {
    return !text.isEmpty() && unspaced(text.codePointBefore(text.length()));
  }

  private static boolean beginsUnspaced(String word) {
    return !word.isEmpty() && unspaced(word.codePointAt(0));
  }

  /// Whether a character belongs to a script that is written without blanks: Chinese and Japanese, and their punctuation.
  static boolean unspaced(int character) {
    var block = Character.UnicodeBlock.of(character);
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
      default ->
          block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
              || block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    };
  }
}

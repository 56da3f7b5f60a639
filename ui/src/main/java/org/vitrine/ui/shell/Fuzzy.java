package org.vitrine.ui.shell;

import java.util.Locale;

/// How well typed letters fit a name: all of them, in order, better the closer together and the nearer to the beginnings of
/// words.
final class Fuzzy {
  static final double NONE = 0;

  private Fuzzy() {}

  /// @return 0 if the letters are not all there, else more for better, at most about 3
  static double score(String typed, String name) {
    var query = typed.strip().toLowerCase(Locale.ROOT);
    var text = name.toLowerCase(Locale.ROOT);
    if (query.isEmpty()) return 1;
    int at = text.indexOf(query);
    if (at >= 0) return (startsWord(text, at) ? 2.5 : 2) + 0.5 * query.length() / text.length();
    var words = query.split("\\s+");
    if (words.length > 1) {
      double sum = 0;
      for (var word : words) {
        double part = score(word, text);
        if (part == NONE) return NONE;
        sum += part;
      }
      return 0.9 * sum / words.length;
    }
    return spread(query, text);
  }

  /// The letters one after the other with gaps.
  private static double spread(String query, String text) {
    int from = 0, starts = 0, neighbours = 0, last = -2, first = -1;
    for (int i = 0; i < query.length(); i++) {
      int found = next(text, query.charAt(i), from, last);
      if (found < 0) return NONE;
      if (first < 0) first = found;
      if (startsWord(text, found)) starts++;
      if (found == last + 1) neighbours++;
      last = found;
      from = found + 1;
    }
    double length = query.length();
    double quality = (starts + neighbours) / length;
    return quality < 0.5 ? NONE : 0.4 + 0.8 * quality + 0.3 * length / (last - first + 1);
  }

  /// A neighbour of the last hit, else the beginning of a word, else anywhere.
  private static int next(String text, char letter, int from, int last) {
    if (last >= 0 && last + 1 < text.length() && text.charAt(last + 1) == letter) return last + 1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == letter && startsWord(text, i)) return i;
    }
    return text.indexOf(letter, from);
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}

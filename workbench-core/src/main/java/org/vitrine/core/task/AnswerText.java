package org.vitrine.core.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vitrine.core.data.AnswerCell.Answer;

/// How near an answer comes to those that people gave (METHODS 3.7), <https://arxiv.org/abs/1606.05250>.
final class AnswerText {
  private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]"); // ASCII
  private static final Pattern ARTICLE = Pattern.compile("\\b(a|an|the)\\b");

  private AnswerText() {}

  /// @param exact 1 if they say the same; @param f1 of the words that both have
  record Match(double exact, double f1) {}

  /// The best over all answers; without any the right one is none.
  static Match best(String said, List<Answer> answers) {
    if (answers.isEmpty()) return match(said, "");
    double exact = 0, f1 = 0;
    for (var answer : answers) {
      var match = match(said, answer.text());
      exact = Math.max(exact, match.exact);
      f1 = Math.max(f1, match.f1);
    }
    return new Match(exact, f1);
  }

  static Match match(String said, String wanted) {
    var one = words(said);
    var two = words(wanted);
    double exact = normal(said).equals(normal(wanted)) ? 1 : 0;
    if (one.isEmpty() || two.isEmpty()) return new Match(exact, one.equals(two) ? 1 : 0);
    var left = new HashMap<String, Integer>();
    for (var word : two) left.merge(word, 1, Integer::sum);
    int same = 0;
    for (var word : one) if (left.merge(word, -1, Integer::sum) >= 0) same++;
    if (same == 0) return new Match(exact, 0);
    double precision = (double) same / one.size(), recall = (double) same / two.size();
    return new Match(exact, 2 * precision * recall / (precision + recall));
  }

  private static String normal(String text) {
    var plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return ARTICLE.matcher(plain).replaceAll(" ").strip().replaceAll("\\s+", " ");
  }

  /// Words; in scripts that part none, characters.
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    for (var part : normal(text).split(" ")) {
      var word = new StringBuilder();
      part.codePoints()
          .forEach(c -> {
            if (!Sentence.unspaced(c)) {
              word.appendCodePoint(c);
              return;
            }
            flush(word, words);
            words.add(Character.toString(c));
          });
      flush(word, words);
    }
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (word.isEmpty()) return;
    words.add(word.toString());
    word.setLength(0);
  }
}

package org.vitrine.core.task;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.AnswerCell.Answer;
import org.vitrine.core.data.Questions;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.tokenizer.Windows;

/// Questions of a table, each with its context in as many windows as it takes; an example is a window. Its target is the
/// first and last token of the answer, or twice the place that stands for none.
final class SpanExamples implements Examples {
  /// Tokens that two windows of a context share: an answer that one cuts stands whole in the other.
  private static final int OVERLAP = 128;

  private final OpenedTable table;
  private final int[] rows;
  private final int[] firsts;
  private final Tokenizer tokenizer;
  private final int maxLength;
  private @Nullable Asked last;

  /// A question with its context, cut into windows.
  ///
  /// @param number its place among those that are asked
  record Asked(int number, String context, List<Answer> answers, List<Encoding> windows) {}

  private SpanExamples(
      OpenedTable table, int[] rows, int[] firsts, Tokenizer tokenizer, int maxLength) {
    this.table = table;
    this.rows = rows;
    this.firsts = firsts;
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
  }

  /// Counts the windows of every question.
  ///
  /// @param rows places in the table
  static SpanExamples of(
      OpenedTable table, int[] rows, Tokenizer tokenizer, int maxLength, Progress progress) {
    var examples = new SpanExamples(table, rows, new int[rows.length + 1], tokenizer, maxLength);
    for (int i = 0; i < rows.length; i++) {
      if (i % 64 == 0) progress.at("data.tokens", i, rows.length);
      examples.firsts[i + 1] = examples.firsts[i] + examples.asked(i).windows.size();
    }
    return examples;
  }

  /// The windows of a question about a context.
  static List<Encoding> windows(
      Tokenizer tokenizer, String question, String context, int maxLength) {
    return Windows.of(tokenizer.encode(question, context, 0), maxLength, OVERLAP);
  }

  @Override
  public int size() {
    return firsts[rows.length];
  }

  @Override
  public Example get(int index) {
    return TextExample.of(window(index), Padded.IGNORED).toFind(target(index));
  }

  /// First and last token of the answer in a window.
  long[] target(int index) {
    return target(window(index), askedAt(index).answers);
  }

  /// The window that is an example.
  Encoding window(int index) {
    var asked = askedAt(index);
    return asked.windows.get(index - firsts[asked.number]);
  }

  /// The question that an example is a part of.
  Asked askedAt(int index) {
    int found = Arrays.binarySearch(firsts, index);
    return asked(found >= 0 ? found : -found - 2);
  }

  /// The place that stands for no answer.
  int none(Encoding window) {
    return Spans.none(window, tokenizer.special().cls());
  }

  private synchronized Asked asked(int number) {
    var known = last;
    if (known != null && known.number == number) return known;
    var row = table.table().row(rows[number]);
    var context = table.pair(row);
    var label = table.label();
    if (context == null || label == null) throw new IllegalStateException("no context");
    var answers = Questions.answers(table.table(), row, String.valueOf(table.pair()), label);
    var made =
        new Asked(
            number, context, answers, windows(tokenizer, table.text(row), context, maxLength));
    last = made;
    return made;
  }

  private long[] target(Encoding window, List<Answer> answers) {
    int none = none(window);
    for (var answer : answers) {
      if (answer.start() < 0) continue;
      int first = -1, end = -1;
      boolean whole = false;
      for (int i = 0; i < window.length(); i++) {
        if (!Spans.inContext(window, i)) continue;
        if (first < 0 && window.ends()[i] > answer.start()) {
          first = i;
          whole = window.starts()[i] <= answer.start() || startsThere(window, i, answer.start());
        }
        if (window.starts()[i] < answer.end()) end = i;
      }
      boolean reached = end >= 0 && window.ends()[end] >= answer.end();
      if (whole && reached && first <= end) return new long[] {first, end};
    }
    return new long[] {none, none};
  }

  /// Whether nothing of the context before this token is another window's: an answer may begin with what no token covers.
  private static boolean startsThere(Encoding window, int token, int start) {
    return token > 0 && Spans.inContext(window, token - 1) && window.ends()[token - 1] <= start;
  }
}

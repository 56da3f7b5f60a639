package org.vitrine.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns that hold a question, a context and the answers that stand in it.
public final class Questions {
  private static final int SAMPLE = 200;
  private static final List<String> QUESTION = List.of("question", "query", "问题", "提问");
  private static final List<String> CONTEXT =
      List.of("context", "passage", "paragraph", "document", "text", "上下文", "段落", "文章");
  private static final List<String> ANSWERS =
      List.of("answers", "answer", "answer_text", "label", "答案", "回答");
  private static final String START = "answer_start";

  private Questions() {}

  /// The three columns by their names; otherwise no choices.
  ///
  /// @param doubting whether the answers have to stand in the contexts, since they may be labels of another kind
  static ColumnGuess guess(Table table, boolean doubting) {
    var rows = table.rows(0, SAMPLE);
    for (var question : QUESTION)
      for (var context : CONTEXT)
        for (var answers : ANSWERS) {
          var q = column(table, question);
          var c = column(table, context);
          var a = column(table, answers);
          if (q != null && c != null && a != null && (!doubting || answered(table, rows, c, a)))
            return new ColumnGuess(
                new ColumnGuess.Choice(q, Note.of("data.question-name", q)),
                new ColumnGuess.Choice(c, Note.of("data.context-name", c)),
                new ColumnGuess.Choice(a, Note.of("data.answers-name", a)));
        }
    return new ColumnGuess(null, null, null);
  }

  /// Whether a label column holds answers that stand in the second text.
  public static boolean fit(Table table, @Nullable String context, @Nullable String answers) {
    return context != null
        && answers != null
        && answered(table, table.rows(0, SAMPLE), context, answers);
  }

  /// The answers of a row.
  public static List<AnswerCell.Answer> answers(
      Table table, Row row, String context, String answers) {
    int start = table.columns().indexOf(START);
    return AnswerCell.of(
        row.cell(table.column(answers)),
        start < 0 ? null : row.cell(start),
        row.cell(table.column(context)));
  }

  private static boolean answered(Table table, List<Row> rows, String context, String answers) {
    int found = 0, lost = 0;
    for (var row : rows)
      for (var answer : answers(table, row, context, answers)) {
        // a mark of one or two characters stands in almost any text
        if (answer.start() >= 0 && answer.text().length() > 2) found++;
        else if (answer.start() < 0) lost++;
      }
    return found > 0 && found >= 3 * lost;
  }

  private static @Nullable String column(Table table, String name) {
    return table.columns().stream()
        .filter(c -> Names.plain(c).equals(name))
        .findFirst()
        .orElse(null);
  }
}

package org.vitrine.app.command;

import java.util.List;
import java.util.function.BiFunction;

/// Names of tasks as the command line takes them.
final class Tasks {
  static final String CLASSIFICATION = "text-classification";
  static final String TAGGING = "token-classification";
  static final String QUESTIONS = "question-answering";
  static final List<String> ALL =
      List.of(CLASSIFICATION, TAGGING, QUESTIONS, "masked-lm", "causal-lm", "seq2seq");

  private Tasks() {}

  /// Whether the task reads a column of labels, or of answers.
  static boolean labelled(String task) {
    return task.equals(CLASSIFICATION) || task.equals(TAGGING) || task.equals(QUESTIONS);
  }

  /// @param wrong makes the exception that says so
  static void check(String task, BiFunction<String, Object[], RuntimeException> wrong) {
    if (!ALL.contains(task))
      throw wrong.apply("task.wrong", new Object[] {task, String.join(", ", ALL)});
  }
}

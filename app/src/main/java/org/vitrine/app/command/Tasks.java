package org.vitrine.app.command;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// Names of tasks as the command line takes them.
final class Tasks {
  static final String CLASSIFICATION = "text-classification";
  static final String TAGGING = "token-classification";
  static final String QUESTIONS = "question-answering";
  static final String PICTURES = "image-classification";
  static final List<String> ALL =
      List.of(CLASSIFICATION, TAGGING, QUESTIONS, PICTURES, "masked-lm", "causal-lm", "seq2seq");
  private static final Set<String> LABELLED = Set.of(CLASSIFICATION, TAGGING, QUESTIONS, PICTURES);

  private Tasks() {}

  /// Whether the task reads a column of labels, or of answers.
  static boolean labelled(String task) {
    return LABELLED.contains(task);
  }

  /// @param wrong makes the exception that says so
  static void check(String task, BiFunction<String, Object[], RuntimeException> wrong) {
    if (!ALL.contains(task))
      throw wrong.apply("task.wrong", new Object[] {task, String.join(", ", ALL)});
  }
}

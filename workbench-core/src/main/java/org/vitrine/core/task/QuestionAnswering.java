package org.vitrine.core.task;

import java.util.List;
import java.util.SplittableRandom;
import org.vitrine.core.model.net.Head;

/// Find the answer to a question in a text: where it starts and where it ends, or that it is not there.
public record QuestionAnswering(long pad) implements Task {
  public static final String NAME = "question-answering";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Head head() {
    return Head.QUESTION_ANSWERING;
  }

  @Override
  public Padded batch(List<Example> asked, SplittableRandom random) {
    var examples = TextExample.all(asked);
    var places = new long[2 * examples.size()];
    for (int row = 0; row < examples.size(); row++)
      System.arraycopy(examples.get(row).target(), 0, places, 2 * row, 2);
    return Padded.of(examples, pad).withSpans(places);
  }

  /// @param asked windows of [SpanExamples]
  @Override
  public Score score(Examples asked) {
    return new AnswerScore((SpanExamples) asked);
  }

  @Override
  public String leadingMetric() {
    return "f1";
  }
}

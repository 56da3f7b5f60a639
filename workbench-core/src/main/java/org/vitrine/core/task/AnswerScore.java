package org.vitrine.core.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.net.Output;
import org.vitrine.core.tensor.Tensors;

/// Loss a window, and how near the answers come to those that people gave, a question at a time (METHODS 3.7).
final class AnswerScore implements Score {
  private final SpanExamples asked;
  private final Sum all = new Sum(), answered = new Sum(), unanswered = new Sum();
  private double loss;
  private int windows;
  private SpanExamples.@Nullable Asked open;
  private SpanSearch search = new SpanSearch(1);

  /// Questions and what they scored.
  private static final class Sum {
    double exact, f1;
    long count;

    void add(AnswerText.Match match) {
      exact += match.exact();
      f1 += match.f1();
      count++;
    }

    void put(Map<String, Double> into, String before) {
      into.put(before + "exact_match", count == 0 ? 0 : exact / count);
      into.put(before + "f1", count == 0 ? 0 : f1 / count);
    }
  }

  AnswerScore(SpanExamples asked) {
    this.asked = asked;
  }

  @Override
  public void add(Output output, Prepared batch, double lossSum) {
    var starts = Tensors.floats(output.get("start_logits"));
    var ends = Tensors.floats(output.get("end_logits"));
    int width = starts.length / batch.rows();
    for (int row = 0; row < batch.rows(); row++, windows++) {
      var question = asked.askedAt(windows);
      if (open == null || question.number() != open.number()) close();
      open = question;
      var window = asked.window(windows);
      search.add(window, row(starts, row, width), row(ends, row, width), asked.none(window));
    }
    loss += lossSum;
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /// All windows of a question were seen.
  private void close() {
    var question = open;
    if (question == null) return;
    var best = search.best().getFirst();
    var said = best.start() < 0 ? "" : question.context().substring(best.start(), best.end());
    var match = AnswerText.best(said, question.answers());
    all.add(match);
    (question.answers().isEmpty() ? unanswered : answered).add(match);
    open = null;
    search = new SpanSearch(1);
  }

  @Override
  public long examples() {
    close();
    return all.count;
  }

  @Override
  public Map<String, Double> metrics() {
    close();
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", windows == 0 ? 0 : loss / windows);
    all.put(metrics, "");
    return metrics;
  }

  /// Questions with and without an answer apart, where there are both.
  @Override
  public Map<String, Double> details() {
    close();
    var details = new LinkedHashMap<String, Double>();
    if (answered.count == 0 || unanswered.count == 0) return details;
    answered.put(details, "has_answer_");
    unanswered.put(details, "no_answer_");
    return details;
  }
}

package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param head the head that spoke: `SEQUENCE_CLASSIFICATION`, `TOKEN_CLASSIFICATION`, `QUESTION_ANSWERING`,
///     `IMAGE_CLASSIFICATION`, `DISTILLED_IMAGE_CLASSIFICATION`, `MASKED_LM`, `CAUSAL_LM`, `SEQUENCE_TO_SEQUENCE`; null if the
///     model has none that does
public record PredictionList(
    @Nullable String head, List<Prediction> predictions, double milliseconds) {

  /// @param scores likeliest first; classes, or for language models tokens at the position that is asked
  /// @param spans parts of the first text that the model marks, entities say; or answers to it in the second, likeliest
  ///     first; empty for other heads
  public record Prediction(List<Score> scores, List<Span> spans) {
    public Prediction(List<Score> scores) {
      this(scores, List.of());
    }
  }

  /// @param label type of the entity, empty for an answer
  /// @param start its first char in the text; @param end one past its last; −1 for no answer
  public record Span(String label, int start, int end, String text, double probability) {}

  public record Score(String label, double probability, double logit) {}
}

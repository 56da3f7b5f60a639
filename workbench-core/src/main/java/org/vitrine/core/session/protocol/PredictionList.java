package org.vitrine.core.session.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param head the head that spoke: `SEQUENCE_CLASSIFICATION`, `MASKED_LM`, `CAUSAL_LM`, `SEQUENCE_TO_SEQUENCE`; null if the model has none that does
public record PredictionList(
    @Nullable String head, List<Prediction> predictions, double milliseconds) {

  /// @param scores likeliest first; classes, or for language models tokens at the position that is asked
  public record Prediction(List<Score> scores) {}

  public record Score(String label, double probability, double logit) {}
}

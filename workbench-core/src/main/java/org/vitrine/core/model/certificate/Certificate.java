package org.vitrine.core.model.certificate;

/// How near a family's numbers, computed here, come to those of the reference implementation.
///
/// @param family `model_type` of the stored case
/// @param output whose values lie furthest off: `logits`, `last_hidden_state`, ...
/// @param values how many were compared
/// @param difference largest absolute one among the values of all outputs
/// @param share largest difference of an output as a share of that output's range
public record Certificate(
    String family, String output, long values, double difference, double share) {
  /// What float32 may cost: a share of the range of an output. The stored cases are computed in float64.
  public static final double TOLERANCE = 1e-5;

  /// Whether this computer gives the reference's numbers. A NaN is none of them.
  public boolean holds() {
    return share <= TOLERANCE;
  }
}

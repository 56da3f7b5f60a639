package org.vitrine.core.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two runs side by side.
///
/// @param differences fields of recipe and environment that are not the same, in the recipe's order
/// @param metrics every curve that one of them has
public record Comparison(
    RunHead a, RunHead b, List<Difference> differences, List<MetricPair> metrics) {

  /// @param field `recipe.arguments.learning_rate`, `environment.threads`, ...
  /// @param a null where the run does not have the field
  public record Difference(String field, @Nullable String a, @Nullable String b) {}

  /// @param a null where the run does not have the curve
  public record MetricPair(String name, @Nullable Ends a, @Nullable Ends b) {}

  /// @param best the smallest of a loss, perplexity or gradient norm, the largest of others
  public record Ends(double last, double best) {}
}

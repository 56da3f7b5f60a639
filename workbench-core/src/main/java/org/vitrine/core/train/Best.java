package org.vitrine.core.train;

import java.util.Map;

/// The best evaluation so far, and patience with the ones after it. Its three numbers are part of a checkpoint.
final class Best {
  /// @param value NaN before the first evaluation
  /// @param worse evaluations since that were no gain
  record State(long step, double value, int worse) {
    static final State NONE = new State(0, Double.NaN, 0);
  }

  private final Arguments arguments;
  private final String metric;
  private State state;

  Best(Arguments arguments, State state) {
    this.arguments = arguments;
    this.metric = arguments.metricForBestModel().replaceFirst("^eval[_/]", "");
    this.state = state;
  }

  /// @return whether these metrics are the best so far
  boolean offer(long step, Map<String, Double> metrics) {
    var value = metrics.get(metric);
    if (value == null) value = metrics.get("loss");
    if (value == null || !Double.isFinite(value)) return false;
    double gain = greaterIsBetter() ? value - state.value() : state.value() - value;
    if (Double.isNaN(state.value()) || gain > 0) {
      int worse =
          !Double.isNaN(state.value()) && gain <= arguments.earlyStoppingThreshold()
              ? state.worse() + 1
              : 0;
      state = new State(step, value, worse);
      return true;
    }
    state = new State(state.step(), state.value(), state.worse() + 1);
    return false;
  }

  private boolean greaterIsBetter() {
    var said = arguments.greaterIsBetter();
    return said != null ? said : !(metric.contains("loss") || metric.contains("perplexity"));
  }

  boolean outOfPatience() {
    return arguments.earlyStoppingPatience() > 0
        && state.worse() >= arguments.earlyStoppingPatience();
  }

  State state() {
    return state;
  }
}

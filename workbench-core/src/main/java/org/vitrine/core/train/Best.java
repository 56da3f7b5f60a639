package org.vitrine.core.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The best evaluation so far, and patience with the ones after it. Its three numbers are part of a checkpoint.
final class Best {
  /// @param value NaN before the first evaluation
  /// @param worse evaluations since that were no gain
  /// @param loss of the best evaluation, which decides between equal values; null if it is not known
  record State(long step, double value, int worse, @Nullable Double loss) {
    static final State NONE = new State(0, Double.NaN, 0, null);
  }

  private final Arguments arguments;
  private final String metric;
  private State state;

  /// @param leading metric of the task, where the arguments name none
  Best(Arguments arguments, String leading, State state) {
    this.arguments = arguments;
    var named = arguments.metricForBestModel().replaceFirst("^eval[_/]", "");
    metric = named.isEmpty() ? leading : named;
    this.state = state;
  }

  /// @return whether these metrics are the best so far
  boolean offer(long step, Map<String, Double> metrics) {
    var value = metrics.get(metric);
    if (value == null) value = metrics.get("loss");
    if (value == null || !Double.isFinite(value)) return false;
    boolean first = Double.isNaN(state.value());
    double gain = greaterIsBetter() ? value - state.value() : state.value() - value;
    int worse = first || gain > arguments.earlyStoppingThreshold() ? 0 : state.worse() + 1;
    var loss = metrics.get("loss");
    boolean best = first || gain > 0 || gain == 0 && isLower(loss);
    state =
        best
            ? new State(step, value, worse, loss)
            : new State(state.step(), state.value(), worse, state.loss());
    return best;
  }

  private boolean isLower(@Nullable Double loss) {
    var before = state.loss();
    return loss != null && before != null && loss < before;
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

package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.TrainingKernels;
import org.vitrine.core.tensor.TrainingKernels.Group;

/// AdamW: Loshchilov, Hutter 2017, arXiv:1711.05101, as torch steps it (METHODS 2.1). Moments are float32 and live in
/// the scope given; an update is one fused call for the parameters that decay and one for the others.
public final class AdamW {
  /// @param decay weight decay λ of parameters that decay
  public record Rates(double beta1, double beta2, double epsilon, double decay) {
    public static final Rates DEFAULTS = new Rates(0.9, 0.999, 1e-8, 0);

    public static Rates of(Arguments a) {
      return new Rates(a.adamBeta1(), a.adamBeta2(), a.adamEpsilon(), a.weightDecay());
    }
  }

  private static final String MEAN = "exp_avg.";
  private static final String SQUARE = "exp_avg_sq.";

  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> moments = new LinkedHashMap<>();
  private final Predicate<String> decays;
  private final Rates rates;
  private long updates;

  /// @param decays by parameter name, see [org.vitrine.core.model.Model#decays]
  public AdamW(
      Map<String, NDArray> parameters, Predicate<String> decays, Rates rates, Scope scope) {
    this.parameters = new LinkedHashMap<>(parameters);
    this.decays = decays;
    this.rates = rates;
    this.parameters.forEach((name, like) -> {
      moments.put(MEAN + name, zeros(like, scope));
      moments.put(SQUARE + name, zeros(like, scope));
    });
  }

  private static NDArray zeros(NDArray like, Scope scope) {
    return scope.manager().zeros(like.getShape(), like.getDataType());
  }

  /// One update with the rate `rate`.
  ///
  /// @param gradients of every parameter, by name
  public void step(Map<String, NDArray> gradients, double rate) {
    step(gradients, rate, null);
  }

  /// One update with the rate `rate`.
  ///
  /// @param gradients of every parameter, by name
  /// @param unless a scalar on the parameters' device: where it is 1 neither weights nor moments change
  public void step(Map<String, NDArray> gradients, double rate, @Nullable NDArray unless) {
    updates++;
    step(gradients, rate, true, unless);
    step(gradients, rate, false, unless);
  }

  private void step(
      Map<String, NDArray> gradients, double rate, boolean decaying, @Nullable NDArray unless) {
    var group =
        new Group(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    parameters.forEach((name, parameter) -> {
      if (decays.test(name) == decaying) {
        group.parameters().add(parameter);
        group.gradients().add(of(gradients, name));
        group.m().add(of(moments, MEAN + name));
        group.v().add(of(moments, SQUARE + name));
      }
    });
    if (group.parameters().isEmpty()) return;
    TrainingKernels.adamw(
        group,
        updates,
        rate,
        rates.beta1,
        rates.beta2,
        rates.epsilon,
        decaying ? rates.decay : 0,
        unless);
  }

  private static NDArray of(Map<String, NDArray> arrays, String name) {
    var array = arrays.get(name);
    if (array == null) throw new IllegalArgumentException(name);
    return array;
  }

  /// Updates done so far.
  public long updates() {
    return updates;
  }

  /// Both moments of every parameter, `exp_avg.NAME` and `exp_avg_sq.NAME`: with [#updates] the whole state.
  public Map<String, NDArray> state() {
    return moments;
  }

  /// Goes on where another left off.
  ///
  /// @throws Problem `train.optimizer` if a moment is missing or has another shape
  public void restore(Map<String, NDArray> state, long updates) {
    List<NDArray> targets = new ArrayList<>(), sources = new ArrayList<>();
    moments.forEach((name, target) -> {
      var source = state.get(name);
      if (source == null || !source.getShape().equals(target.getShape())) {
        throw new Problem("train.optimizer", name);
      }
      targets.add(target);
      sources.add(source);
    });
    if (!targets.isEmpty()) TrainingKernels.copyInto(targets, sources);
    this.updates = updates;
  }
}

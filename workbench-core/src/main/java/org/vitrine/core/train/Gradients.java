package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.TrainingKernels;

/// The gradients of one update: one array a learning parameter, summed over the update's micro-batches.
public final class Gradients implements AutoCloseable {
  private final Map<String, NDArray> learning;
  private final List<NDArray> leaves;
  private final Scope owner;
  private @Nullable Scope scope;
  private List<NDArray> sums = List.of();

  /// Makes these leaves learn, until this is closed.
  ///
  /// @param learning parameters of the model by name
  /// @throws IllegalArgumentException for a model that was opened to look: its weights are read-only maps of a file
  public Gradients(Model model, Map<String, NDArray> learning, Scope owner) {
    if (!model.learning()) throw new IllegalArgumentException(model.family() + " is not to learn");
    this.learning = new LinkedHashMap<>(learning);
    this.owner = owner;
    leaves = new ArrayList<>(this.learning.values());
    leaves.forEach(leaf -> TrainingKernels.learns(leaf, true));
  }

  /// Adds the gradients of a scalar. Its graph is used up.
  public void add(NDArray loss) {
    add(loss, null);
  }

  /// Adds the gradients of a scalar. Its graph is used up.
  ///
  /// @param pass of the forward that made it, whose layers may have to be computed again; null if not
  public void add(NDArray loss, @Nullable Pass pass) {
    var current = scope;
    if (current == null) {
      scope = current = owner.inner();
      sums = of(loss, pass, current);
      return;
    }
    try (var passing = current.inner()) {
      TrainingKernels.accumulate(sums, of(loss, pass, passing));
    }
  }

  private List<NDArray> of(NDArray loss, @Nullable Pass pass, Scope into) {
    var again = pass == null ? null : pass.recomputation();
    if (again == null) return TrainingKernels.gradients(into.manager(), loss, leaves);
    var parts = new @Nullable NDArray[leaves.size()];
    try (var passing = into.inner()) {
      again.gradients(
          passing.manager(),
          loss,
          leaves,
          (leaf, part) -> {
            var before = parts[leaf];
            parts[leaf] =
                into.keep(
                    before == null
                        ? part
                        : Kernels.withoutGradients(() -> Kernels.add(before, part)));
            if (before != null) before.close();
          });
    }
    var all = new ArrayList<NDArray>();
    for (int i = 0; i < parts.length; i++) {
      var sum = parts[i];
      all.add(
          sum != null
              ? sum
              : into.manager().zeros(leaves.get(i).getShape(), leaves.get(i).getDataType()));
    }
    return all;
  }

  /// Multiplies all gradients, in place.
  public void rescale(double by) {
    if (!sums.isEmpty()) TrainingKernels.rescale(sums, by);
  }

  /// Scales all gradients in place so that their joint L2 norm is at most `most` (METHODS 2.4).
  ///
  /// @param most 0 or less only measures
  /// @return the norm before; NaN or infinite if a gradient is, and the caller ends the run
  public double clip(double most) {
    if (sums.isEmpty()) return 0;
    return most > 0 ? TrainingKernels.clip(sums, most) : TrainingKernels.norm(sums);
  }

  /// Clips as [#clip] does without waiting for a number.
  ///
  /// @param shares scalars that add up to the loss
  /// @param broken scalar, set to 1 if loss or norm is not finite
  /// @return [3], float64: loss, norm, `broken`
  NDArray figures(List<NDArray> shares, double most, NDArray broken) {
    return TrainingKernels.figures(shares, sums, most, broken);
  }

  /// By parameter name; empty before the first [#add].
  public Map<String, NDArray> byName() {
    var all = new LinkedHashMap<String, NDArray>();
    int i = 0;
    for (var name : learning.keySet()) if (i < sums.size()) all.put(name, sums.get(i++));
    return all;
  }

  /// Begins the next update.
  public void clear() {
    if (scope != null) scope.close();
    scope = null;
    sums = List.of();
  }

  @Override
  public void close() {
    clear();
    leaves.forEach(leaf -> TrainingKernels.learns(leaf, false));
  }
}

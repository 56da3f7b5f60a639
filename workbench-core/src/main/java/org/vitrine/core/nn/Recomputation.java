package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Precision;
import org.vitrine.core.tensor.TrainingKernels;

/// Gradient checkpointing: Chen et al. 2016, arXiv:1604.06174. A layer runs without a graph and only its input is kept;
/// for the gradients it runs once more, with a graph, from the last layer to the first. Memory for activations falls from
/// all layers to one, for one more forward.
///
/// What lies between layers (embeddings, heads) keeps its graph, cut at each layer's result. Sums are formed in the order
/// in which the whole graph would form them, so the gradients are the same bits.
public final class Recomputation {
  private final Precision precision;
  private final List<Step> steps = new ArrayList<>();

  Recomputation(Precision precision) {
    this.precision = precision;
  }

  /// @param x input; @param shared other inputs; @param y result, a leaf of the graph after it
  private record Step(NDArray x, List<NDArray> shared, Pass.Layer layer, NDArray y) {
    List<NDArray> inputs() {
      var all = new ArrayList<>(List.of(x));
      all.addAll(shared);
      return all;
    }
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /// Whether anything before or beside a layer learns. Where nothing does, the layer keeps its own graph: there is none
  /// if it is frozen too, and it is the only one so kept if it is the first that learns.
  static boolean pays(NDArray x, List<NDArray> shared) {
    return TrainingKernels.flows(x) || shared.stream().anyMatch(TrainingKernels::flows);
  }

  NDArray run(NDArray x, List<NDArray> shared, Pass.Layer layer) {
    var outer = x.getManager();
    try (var inner = outer.newSubManager()) {
      var y =
          Kernels.withoutGradients(() -> layer.of(Kernels.alias(inner, x), aliases(inner, shared)));
      // a layer that hands its input on would make a leaf of what is none
      y = TrainingKernels.detached(outer, y);
      TrainingKernels.learns(y, true);
      steps.add(new Step(x, List.copyOf(shared), layer, y));
      return y;
    }
  }

  private static List<NDArray> aliases(NDManager owner, List<NDArray> arrays) {
    return arrays.stream().map(each -> Kernels.alias(owner, each)).toList();
  }

  /// Gradients of a scalar with respect to `leaves`, part by part: `sum` gets the place of a leaf and what one part adds
  /// to its gradient; the array lives as long as `owner`.
  public void gradients(
      NDManager owner, NDArray loss, List<NDArray> leaves, BiConsumer<Integer, NDArray> sum) {
    Map<NDArray, @Nullable NDArray> of =
        new IdentityHashMap<>(); // gradients of what flows between layers
    through(owner, loss, TrainingKernels.onesLike(loss), leaves, steps, false, of, sum);
    for (int i = steps.size() - 1; i >= 0; i--) {
      var step = steps.get(i);
      var g = of.remove(step.y);
      if (g != null) {
        again(owner, step, g, leaves, of, sum);
        g.close();
      }
      var earlier = steps.subList(0, i);
      for (var input : step.inputs()) {
        if (!isResult(earlier, input) && !isUsed(earlier, input)) {
          var h = of.remove(input);
          if (h != null && TrainingKernels.flows(input))
            through(owner, input, h, leaves, earlier, true, of, sum);
        }
      }
    }
  }

  /// Runs a layer with its graph and hands the gradient of its result on to its inputs and leaves.
  private void again(
      NDManager owner,
      Step step,
      NDArray g,
      List<NDArray> leaves,
      Map<NDArray, @Nullable NDArray> of,
      BiConsumer<Integer, NDArray> sum) {
    try (var inner = owner.newSubManager()) {
      var inputs = new ArrayList<NDArray>();
      for (var each : step.inputs()) {
        var input = TrainingKernels.detached(inner, each);
        if (TrainingKernels.flows(each)) TrainingKernels.learns(input, true);
        inputs.add(input);
      }
      var y =
          Kernels.withGradients(
              true,
              () ->
                  precision.during(
                      () -> step.layer.of(inputs.getFirst(), inputs.subList(1, inputs.size()))));
      var wanted = new ArrayList<>(leaves);
      var flowing = new ArrayList<NDArray>();
      for (int i = 0; i < inputs.size(); i++) {
        if (TrainingKernels.flows(inputs.get(i))) {
          wanted.add(inputs.get(i));
          flowing.add(step.inputs().get(i));
        }
      }
      var found = TrainingKernels.gradientsThrough(owner, y, g, wanted, false);
      hand(found, leaves.size(), flowing, of, sum);
    }
  }

  /// The same for a part between layers, whose graph exists.
  private static void through(
      NDManager owner,
      NDArray y,
      NDArray g,
      List<NDArray> leaves,
      List<Step> earlier,
      boolean keep,
      Map<NDArray, @Nullable NDArray> of,
      BiConsumer<Integer, NDArray> sum) {
    var results = earlier.stream().map(Step::y).toList();
    var wanted = new ArrayList<>(leaves);
    wanted.addAll(results);
    var found = TrainingKernels.gradientsThrough(owner, y, g, wanted, keep);
    hand(found, leaves.size(), results, of, sum);
  }

  private static void hand(
      List<@Nullable NDArray> found,
      int leaves,
      List<NDArray> others,
      Map<NDArray, @Nullable NDArray> of,
      BiConsumer<Integer, NDArray> sum) {
    for (int i = 0; i < found.size(); i++) {
      var part = found.get(i);
      if (part == null) continue;
      if (i < leaves) {
        sum.accept(i, part);
        continue;
      }
      var other = others.get(i - leaves);
      var before = of.get(other);
      // never in place: two gradients of one call may be the same array
      of.put(
          other, before == null ? part : Kernels.withoutGradients(() -> Kernels.add(before, part)));
    }
  }

  private static boolean isResult(List<Step> steps, NDArray x) {
    return steps.stream().anyMatch(step -> step.y == x);
  }

  private static boolean isUsed(List<Step> steps, NDArray x) {
    return steps.stream().anyMatch(step -> step.inputs().stream().anyMatch(each -> each == x));
  }
}

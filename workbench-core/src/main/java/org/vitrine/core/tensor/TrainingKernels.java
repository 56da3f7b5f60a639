package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.KernelBridge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Losses, gradients and updates: the kernels that training needs, each one call for all parameters.
public final class TrainingKernels {
  private TrainingKernels() {}

  /// Makes a leaf learn or not; its memory must be its own, never a read-only map.
  public static void learns(NDArray leaf, boolean learns) {
    Kernels.bridge();
    KernelBridge.learns(leaf, learns);
  }

  /// Sum over labels that are not [Kernels#IGNORED] of −log p(label), with label smoothing.
  ///
  /// @param logits [.., C]; @param labels [..], int64
  public static NDArray crossEntropySum(
      NDArray logits, NDArray labels, long ignored, double smoothing) {
    return Kernels.array("cross_entropy_sum", logits, labels, ignored, smoothing);
  }

  /// @param labels 0 or 1, same shape as `logits`
  public static NDArray binaryCrossEntropySum(NDArray logits, NDArray labels) {
    return Kernels.array("binary_cross_entropy_sum", logits, labels);
  }

  public static NDArray squaredErrorSum(NDArray values, NDArray labels) {
    return Kernels.array("squared_error_sum", values, labels);
  }

  /// How many labels are not `ignored`.
  public static long countLabels(NDArray labels, long ignored) {
    return (long) Kernels.bridge().number("count_labels", labels, ignored);
  }

  /// Gradients of the scalar `loss`, zeros for a parameter that it does not reach. The graph is used up.
  public static List<NDArray> gradients(NDManager owner, NDArray loss, List<NDArray> parameters) {
    return Kernels.bridge().arrays(owner, "gradients", loss, parameters);
  }

  /// As [#gradients], and the graph stays for another call.
  public static List<NDArray> gradientsKeepingGraph(NDArray y, List<NDArray> inputs) {
    return Kernels.bridge().arrays(y.getManager(), "gradients_kept", y, inputs);
  }

  /// Gradients of `y` weighted by `g`; null for an input that it does not reach.
  ///
  /// @param keep whether the graph stays for another call
  public static List<@Nullable NDArray> gradientsThrough(
      NDManager owner, NDArray y, NDArray g, List<NDArray> inputs, boolean keep) {
    var found =
        Kernels.bridge().arrays(owner, "gradients_through", List.of(y), List.of(g), inputs, keep);
    var known = new ArrayList<@Nullable NDArray>();
    for (int i = 0; i < found.size(); i++) {
      boolean none = found.get(i).size() == 0 && inputs.get(i).size() != 0;
      if (none) found.get(i).close();
      known.add(none ? null : found.get(i));
    }
    return known;
  }

  /// The same values without their graph; the handle lives as long as `owner`.
  public static NDArray detached(NDManager owner, NDArray x) {
    return Kernels.bridge().array(owner, "detached", x);
  }

  public static NDArray onesLike(NDArray x) {
    return Kernels.array("ones_like", x);
  }

  /// Whether gradients flow through an array: it learns, or was made from what learns.
  public static boolean flows(NDArray x) {
    return Kernels.bridge().number("flows", x) != 0;
  }

  /// Adds `more` to `into`, one by one, in place.
  public static void accumulate(List<NDArray> into, List<NDArray> more) {
    Kernels.withoutGradients(() -> {
      Kernels.bridge().run("accumulate", into, more);
      return true;
    });
  }

  /// Scales all gradients in place by `min(1, most / (norm + 1e-6))`; `norm` is their joint L2 norm.
  ///
  /// @return the norm *before* scaling; NaN or infinite if a gradient is
  /// @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al. 2013</a>; 1e-6 as in `clip_grad_norm_`
  public static double clip(List<NDArray> gradients, double most) {
    return Kernels.withoutGradients(() -> Kernels.bridge().number("clip", gradients, most));
  }

  /// Multiplies all arrays by a number, in place.
  public static void rescale(List<NDArray> arrays, double by) {
    Kernels.withoutGradients(() -> {
      Kernels.bridge().run("rescale", arrays, by);
      return true;
    });
  }

  /// Clips as [#clip] does, and nothing waits for a number.
  ///
  /// @param shares scalars that add up to the loss
  /// @param most 0 or less only measures
  /// @param broken scalar, set to 1 if loss or norm is not finite; stays 1 once it is
  /// @return [3], float64: loss, norm before scaling, `broken`
  public static NDArray figures(
      List<NDArray> shares, List<NDArray> gradients, double most, NDArray broken) {
    return Kernels.withoutGradients(() ->
        Kernels.bridge().array(broken.getManager(), "figures", shares, gradients, most, broken));
  }

  /// All numbers of some float64 arrays, one after the other, with one wait for all of them.
  public static double[] read(List<NDArray> figures) {
    try (var scope = Scope.open()) {
      return Kernels.bridge()
          .array(scope.manager(), "concat", figures, 0)
          .toDevice(ai.djl.Device.cpu(), false)
          .toDoubleArray();
    }
  }

  /// The joint L2 norm.
  public static double norm(List<NDArray> gradients) {
    return Kernels.withoutGradients(() -> Kernels.bridge().number("norm", gradients));
  }

  /// One group of an AdamW update.
  ///
  /// @param m running mean of gradients; @param v running mean of their squares; both are updated in place
  public record Group(
      List<NDArray> parameters, List<NDArray> gradients, List<NDArray> m, List<NDArray> v) {}

  /// The `t`-th update (from 1) of one group, in place, in one fused call.
  ///
  /// @param unless a scalar: where it is 1 nothing changes, and nobody waits to know
  public static void adamw(
      Group g,
      long t,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      @Nullable NDArray unless) {
    Kernels.withoutGradients(() -> {
      Kernels.bridge()
          .run(
              "adamw",
              g.parameters,
              g.gradients,
              g.m,
              g.v,
              t,
              rate,
              beta1,
              beta2,
              epsilon,
              decay,
              unless);
      return true;
    });
  }

  /// Copies values into arrays that exist, one by one.
  public static void copyInto(List<NDArray> targets, List<NDArray> sources) {
    Kernels.withoutGradients(() -> {
      Kernels.bridge().run("copy_into", targets, sources);
      return true;
    });
  }
}

package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.KernelBridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.device.EngineLibrary;

/// The one Java face of the one TorchScript text, `kernels.py`.
///
/// A result belongs to the scope of the *first* array given, which is always an activation and never a weight.
/// Every function works with and without gradients, see [#withoutGradients].
public final class Kernels {
  /// Labels of this value take no part in a loss.
  public static final long IGNORED = -100;

  private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(() -> false);

  private Kernels() {}

  private static final class Loaded {
    static final KernelBridge BRIDGE = load();

    private static KernelBridge load() {
      EngineLibrary.prepare();
      try {
        // Lives as long as the process: its manager is never closed.
        return new KernelBridge(NDManager.newBaseManager("PyTorch"), KernelText.archive());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static KernelBridge bridge() {
    var bridge = Loaded.BRIDGE;
    if (!PREPARED.get()) {
      KernelBridge.prepareThread();
      PREPARED.set(true);
    }
    return bridge;
  }

  /// Runs `work` on this thread without recording gradients; the thread's former setting returns in any case.
  public static <T extends @Nullable Object> T withoutGradients(Supplier<T> work) {
    return withGradients(false, work);
  }

  /// Runs `work` on this thread with gradients recorded or not.
  public static <T extends @Nullable Object> T withGradients(boolean on, Supplier<T> work) {
    bridge();
    boolean before = KernelBridge.gradients();
    KernelBridge.gradients(on);
    try {
      return work.get();
    } finally {
      KernelBridge.gradients(before);
    }
  }

  /// Seeds libtorch's generator, on which dropout draws.
  public static void seed(long key) {
    bridge().run("seed", key);
  }

  /// `x` [.., in] times `weight` [out, in] transposed, plus `bias` [out].
  public static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return array("linear", x, weight, bias, Precision.current().code());
  }

  /// As [#linear] with `weight` [in, out], the way GPT-2 stores it.
  public static NDArray conv1d(NDArray x, NDArray weight, NDArray bias) {
    return array("conv1d", x, weight, bias, Precision.current().code());
  }

  /// Rows of `table` [V, d] by `ids`; the row `padding` gets no gradient, -1 for none.
  public static NDArray embedding(NDArray ids, NDArray table, long padding) {
    return array("embedding", ids, table, padding);
  }

  /// In float32, whatever `x` is.
  public static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
    return array("layer_norm", x, weight, bias, epsilon);
  }

  /// `x` by the root of its mean square over the last axis, times `weight` + `centre`.
  public static NDArray rmsNorm(NDArray x, NDArray weight, double epsilon, double centre) {
    return array("rms_norm", x, weight, epsilon, centre);
  }

  /// cap · tanh(x / cap).
  public static NDArray capped(NDArray x, double cap) {
    return array("capped", x, cap);
  }

  public static NDArray multiply(NDArray x, NDArray y) {
    return array("multiply", x, y);
  }

  public static NDArray add(NDArray x, NDArray y) {
    return array("add", x, y);
  }

  public static NDArray scale(NDArray x, double by) {
    return array("scale", x, by);
  }

  /// @param kernel a function of one array in the text: `gelu`, `relu`, `tanh`, ...
  public static NDArray activation(String kernel, NDArray x) {
    return array(kernel, x);
  }

  /// Zeroes entries with probability `p` and scales the rest by 1 / (1 − p).
  ///
  /// On processors the engine's own dropout draws a 64-bit number an entry; here one number serves four, so `p` counts
  /// in steps of 1/65536. That takes well under half the time.
  public static NDArray dropout(NDArray x, double p) {
    return array("dropout", x, p);
  }

  /// [B, T, H·dh] as [B, H, T, dh].
  public static NDArray splitHeads(NDArray x, int heads) {
    return array("split_heads", x, heads);
  }

  /// The last axis cut into equal parts.
  public static List<NDArray> splitLast(NDArray x, int parts) {
    return arrays("split_last", x, parts);
  }

  /// [.., 1] as [..].
  public static NDArray flatLast(NDArray x) {
    return array("flat_last", x);
  }

  /// [B, T, d] from position `start` on, `length` of them.
  public static NDArray stretch(NDArray x, long start, long length) {
    return array("stretch", x, start, length);
  }

  /// The mean over all positions of [B, T, d]: [B, d].
  public static NDArray meanToken(NDArray x) {
    return array("mean_token", x);
  }

  /// [B, T, d] with zeros where `mask` [B, T] is 0.
  public static NDArray maskRows(NDArray x, NDArray mask) {
    return array("mask_rows", x, mask);
  }

  /// A weight [R, d] as [1, R, d], with a handle that lives as long as the activation `x`.
  public static NDArray table(NDArray x, NDArray weight) {
    return array("table", x, weight);
  }

  /// The weight `row` [1, 1, d] for each of the first two axes of `like`: [B, P, d].
  public static NDArray repeatedRow(NDArray like, NDArray row) {
    return array("repeated_row", like, row);
  }

  /// A convolution over neighbouring positions of [B, T, d], zeros beyond both ends, as a product with windows: libtorch's
  /// own gave other numbers from run to run here.
  ///
  /// @param weight [d, d / groups, odd width]; @param bias [d]
  public static NDArray convolve(NDArray x, NDArray weight, NDArray bias, long groups) {
    return array("convolve", x, weight, bias, groups, Precision.current().code());
  }

  /// [B, T, d] at t = 0: [B, d].
  public static NDArray firstToken(NDArray x) {
    return tokenAt(x, 0);
  }

  /// [B, T, d] at one place of all rows: [B, d].
  public static NDArray tokenAt(NDArray x, long place) {
    return array("token_at", x, place);
  }

  /// [B, T, d] at one position a row, `at` [B]: [B, d].
  public static NDArray rowsAt(NDArray x, NDArray at) {
    return array("rows_at", x, at);
  }

  /// [B, T, ..] where `keep` [B, T] is true: [N, ..].
  public static NDArray rowsWhere(NDArray x, NDArray keep) {
    return array("rows_where", x, keep);
  }

  /// [B, T, ..] at places of its first two axes taken as one, `at` [N]: [N, ..].
  public static NDArray pick(NDArray x, NDArray at) {
    return array("pick", x, at);
  }

  /// Where an attention mask shows no padding.
  public static NDArray isReal(NDArray mask) {
    return array("is_real", mask);
  }

  /// Where `labels` are to be learnt.
  public static NDArray isLabelled(NDArray labels) {
    return array("is_labelled", labels, IGNORED);
  }

  /// [B, T, ..] without its last position.
  public static NDArray before(NDArray x) {
    return array("before", x);
  }

  /// [B, T, ..] without its first position.
  public static NDArray after(NDArray x) {
    return array("after", x);
  }

  /// [B, T, ..] at its last position: [B, 1, ..].
  public static NDArray last(NDArray x) {
    return array("last", x);
  }

  /// `past`, `past` + 1, ... for the T positions of `ids` [B, T]: [1, T].
  public static NDArray positions(NDArray ids, long past) {
    return array("positions", ids, past);
  }

  /// RoBERTa's positions: `padding` + 1, + 2, ... over what is no padding, `padding` elsewhere: [B, T].
  public static NDArray positionsAfterPadding(NDArray ids, long padding) {
    return array("positions_after_padding", ids, padding);
  }

  /// For each row of `ids` the last place that holds another, the first place if there is none: [B].
  public static NDArray lastUnlike(NDArray ids, long id) {
    return array("last_unlike", ids, id);
  }

  /// For each row of `ids` the last place of `id`, −1 where it does not occur: [B].
  public static NDArray lastOf(NDArray ids, long id) {
    return array("last_of", ids, id);
  }

  /// What a decoder reads where it is to write `ids` [B, T]: `start`, then all but the last; `padding` where a label is to
  /// be ignored.
  public static NDArray shifted(NDArray ids, long start, long padding) {
    return array("shifted", ids, start, IGNORED, padding);
  }

  /// Sines, then cosines, of `places` [1, T] at falling frequencies: [1, T, width].
  public static NDArray sinusoids(NDArray places, long width) {
    return array("sinusoids", places, width);
  }

  /// A second handle of the same array that lives as long as `owner`.
  public static NDArray alias(NDManager owner, NDArray x) {
    return bridge().array(owner, "same", x);
  }

  /// As [#alias], and gradients of all that is made of it are summed before they reach `x`.
  public static NDArray branch(NDManager owner, NDArray x) {
    return bridge().array(owner, "branch", x);
  }

  /// The largest of some integers, the lowest possible for none.
  public static long largest(NDArray ids) {
    return (long) bridge().number("largest", ids);
  }

  /// The smallest of some integers.
  public static long smallest(NDArray ids) {
    return (long) bridge().number("smallest", ids);
  }

  public static NDArray zerosLike(NDArray x) {
    return array("zeros_like", x);
  }

  public static NDArray clamp(NDArray x, long low, long high) {
    return array("clamp", x, low, high);
  }

  public static NDArray concat(List<NDArray> parts, int axis) {
    return bridge().array(parts.getFirst().getManager(), "concat", parts, axis);
  }

  public static NDArray softmax(NDArray logits) {
    return array("softmax", logits);
  }

  public static NDArray logSoftmax(NDArray logits) {
    return array("log_softmax", logits);
  }

  static NDArray array(String method, NDArray first, @Nullable Object... more) {
    return bridge().array(first.getManager(), method, with(first, more));
  }

  static List<NDArray> arrays(String method, NDArray first, @Nullable Object... more) {
    return bridge().arrays(first.getManager(), method, with(first, more));
  }

  private static @Nullable Object[] with(NDArray first, @Nullable Object[] more) {
    var all = new @Nullable Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }
}

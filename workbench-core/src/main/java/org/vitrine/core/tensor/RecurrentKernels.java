package org.vitrine.core.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of the TorchScript text that go step by step through series of different lengths. They run in float32.
public final class RecurrentKernels {
  private RecurrentKernels() {}

  /// Which cell goes through the series.
  public enum Cell {
    TANH,
    RELU,
    LSTM,
    GRU
  }

  /// What all layers share.
  ///
  /// @param both directions; @param hidden width of a state; @param dropout between layers, while training
  public record Form(
      Cell cell, int layers, boolean both, boolean biased, int hidden, double dropout) {}

  /// Runs all layers.
  ///
  /// @param x [B, T, in], padded on the right; @param lengths [B], 1 .. T
  /// @param start [layers · directions, B, hidden]; null for zeros
  /// @param weights of each layer and direction: input, state, and two biases if there are any
  /// @return outputs [B, T, directions · hidden], zero at padding; last states [layers · directions, B, hidden]; the LSTM's
  ///   cells likewise
  public static List<NDArray> run(
      NDArray x,
      NDArray lengths,
      @Nullable NDArray start,
      List<NDArray> weights,
      Form form,
      boolean training) {
    return Kernels.arrays(
        "recurrent",
        x,
        lengths,
        start,
        weights,
        form.cell.ordinal(),
        form.biased,
        form.layers,
        form.dropout,
        training,
        form.both,
        form.hidden);
  }

  /// The last layer's last states, both directions side by side: [B, directions · hidden].
  public static NDArray last(NDArray states, boolean both) {
    return Kernels.array("last_states", states, both);
  }

  /// States row by row, [B, layers, hidden], from [layers, B, hidden] or back again.
  public static NDArray turned(NDArray states) {
    return Kernels.array("transposed", states);
  }

  /// How many steps of each row are no padding: [B].
  public static NDArray lengthsOf(NDArray mask) {
    return Kernels.array("row_lengths", mask);
  }

  /// T for each row of [B, T, ..].
  public static NDArray fullLengths(NDArray x) {
    return Kernels.array("full_lengths", x);
  }
}

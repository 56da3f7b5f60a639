package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.RecurrentKernels;
import org.vitrine.core.tensor.RecurrentKernels.Form;

/// Layers that go step by step through a series, under the names of PyTorch's: `weight_ih_l0`, `weight_hh_l0_reverse`, ...
/// Elman 1990; LSTM: Hochreiter, Schmidhuber 1997; GRU: Cho et al. 2014, arXiv:1406.1078.
public final class Recurrent {
  private final List<Param> weights = new ArrayList<>();
  private final Form form;

  /// @param in features of a step
  public Recurrent(Params at, int in, Form form) {
    this.form = form;
    int gates =
        switch (form.cell()) {
          case TANH, RELU -> 1;
          case GRU -> 3;
          case LSTM -> 4;
        };
    int directions = form.both() ? 2 : 1, width = gates * form.hidden();
    // a normal distribution as wide as the even one that PyTorch draws from
    var start = Param.Start.normal(1 / Math.sqrt(3.0 * form.hidden()));
    for (int layer = 0; layer < form.layers(); layer++) {
      for (int direction = 0; direction < directions; direction++) {
        var name = "_l" + layer + (direction == 0 ? "" : "_reverse");
        int read = layer == 0 ? in : directions * form.hidden();
        weights.add(at.declare("weight_ih" + name, start, width, read));
        weights.add(at.declare("weight_hh" + name, start, width, form.hidden()));
        if (!form.biased()) continue;
        weights.add(at.declare("bias_ih" + name, start, width));
        weights.add(at.declare("bias_hh" + name, start, width));
      }
    }
  }

  /// @param outputs [B, T, directions · hidden], zero at padding
  /// @param states after the last step, [layers · directions, B, hidden]; @param cells the LSTM's likewise, else null
  public record Result(NDArray outputs, NDArray states, @Nullable NDArray cells) {}

  /// @param x [B, T, in]; @param lengths [B]; @param start null for zeros
  public Result forward(NDArray x, NDArray lengths, @Nullable NDArray start, Pass pass) {
    var arrays = weights.stream().map(Param::array).toList();
    var found = RecurrentKernels.run(x, lengths, start, arrays, form, pass.training());
    boolean celled = form.cell() == RecurrentKernels.Cell.LSTM;
    return new Result(found.get(0), found.get(1), celled ? found.get(2) : null);
  }

  /// A decoder's steps: from where the pass's cache has come to, if there is one, and on to where it is left.
  ///
  /// @param x [B, T, in], of one length; @param start [layers, B, hidden], read where nothing is cached
  /// @return outputs [B, T, hidden]
  public NDArray onward(NDArray x, @Nullable NDArray start, Pass pass) {
    var cache = pass.cache();
    var held = cache == null ? null : cache.states();
    var from = held == null ? start : RecurrentKernels.turned(held);
    var found = forward(x, RecurrentKernels.fullLengths(x), from, pass);
    if (cache != null)
      cache.states(RecurrentKernels.turned(found.states()), (int) x.getShape().get(1));
    return found.outputs();
  }
}

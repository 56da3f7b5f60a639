package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.tensor.Kernels;

/// Four projections around [Attention]: a text that reads itself, or one that reads another's states.
public record MultiHead(
    Linear query, Linear key, Linear value, Linear output, Attention attention) {

  /// [B, T, d] to [B, T, d].
  public NDArray forward(NDArray x, Mask mask, Pass pass) {
    var q = attention.split(query.forward(x)); // [B, H, T, dh]
    var k = attention.splitKeys(key.forward(x));
    var v = attention.splitKeys(value.forward(x));
    return output.forward(attention.forward(q, k, v, mask, pass));
  }

  /// Queries of `x` [B, T, d], keys and values of `states` [B, S, d], which a cache remembers after their first use.
  ///
  /// @param states null where the pass goes on from a cache
  public NDArray across(NDArray x, @Nullable NDArray states, Mask mask, Pass pass) {
    var q = attention.split(query.forward(x)); // [B, H, T, dh]
    var keys =
        attention.fixed(
            pass,
            () -> {
              if (states == null) throw new IllegalStateException("nothing to read");
              // what is made of it ends with the layer
              var s = Kernels.branch(x.getManager(), states);
              return List.of(
                  attention.splitKeys(key.forward(s)), attention.splitKeys(value.forward(s)));
            });
    return output.forward(attention.forward(q, keys.get(0), keys.get(1), mask, pass));
  }
}

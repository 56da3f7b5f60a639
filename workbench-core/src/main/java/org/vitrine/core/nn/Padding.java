package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.vitrine.core.tensor.AttentionKernels;

/// Which tokens of a batch are padding, and what is asked about them.
///
/// @param mask [B, T], 0 at padding
/// @param full whether there is none
/// @param latest the latest place at which a row's first real token stands, T for a row that has none; −1 if only the device
///     knows
public record Padding(NDArray mask, boolean full, int latest) {

  /// Asks the device, which waits for all that it was given before.
  public static Padding of(NDArray mask) {
    return new Padding(mask, AttentionKernels.isFull(mask), -1);
  }

  /// Asks nobody: `values` are what `mask` holds, row by row.
  public static Padding of(NDArray mask, long[] values) {
    int width = (int) mask.getShape().get(1), latest = 0;
    for (int row = 0; row < values.length; row += width) {
      int first = 0;
      while (first < width && values[row + first] == 0) first++;
      latest = Math.max(latest, first);
    }
    return new Padding(mask, Arrays.stream(values).noneMatch(value -> value == 0), latest);
  }

  /// Whether it is known without asking that a query at place `from` or later sees a key up to its own place.
  boolean seesFrom(long from) {
    return latest >= 0 && latest <= from;
  }
}

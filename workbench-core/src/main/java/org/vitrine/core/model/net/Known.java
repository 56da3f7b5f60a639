package org.vitrine.core.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.nn.Padding;
import org.vitrine.core.tensor.Kernels;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.tensor.TrainingKernels;

/// What is asked of a batch's integers, answered from the copy of whoever made them. Where there is none the device is
/// asked, and a card would first finish all that it was given before.
final class Known {
  private final Map<String, long[]> values = new HashMap<>();

  /// Remembers what array `name` holds, row by row.
  void put(String name, long[] held) {
    values.put(name, held);
  }

  long largest(String name, NDArray array) {
    var held = values.get(name);
    if (held == null) return Kernels.largest(array);
    return Arrays.stream(held).max().orElse(Long.MIN_VALUE);
  }

  Padding padding(String name, NDArray mask) {
    var held = values.get(name);
    return held == null ? Padding.of(mask) : Padding.of(mask, held);
  }

  /// How many labels are not to be ignored, of [B] or, if `skipsFirst`, of [B, T] from each row's second on.
  long labelled(String name, NDArray labels, boolean skipsFirst) {
    var held = values.get(name);
    if (held != null) return places(held, width(labels), skipsFirst).length;
    var counted = skipsFirst ? Kernels.after(labels) : labels;
    return TrainingKernels.countLabels(counted, Kernels.IGNORED);
  }

  /// How many values are below `end`.
  long below(String name, NDArray array, long end) {
    var held = values.get(name);
    if (held != null) return Arrays.stream(held).filter(value -> value < end).count();
    return TrainingKernels.countLabels(Kernels.clamp(array, 0, end), end);
  }

  /// The labelled places of [B, T] as numbers of rows of [B · T, ..], and their labels; null if only the device knows.
  ///
  /// @param causal whether a place answers for the token after it
  @Nullable Scored scored(String name, NDArray labels, boolean causal) {
    var held = values.get(name);
    if (held == null) return null;
    var places = places(held, width(labels), causal);
    var wanted = Arrays.stream(places).map(place -> held[(int) place]).toArray();
    if (causal) Arrays.setAll(places, i -> places[i] - 1);
    return new Scored(beside(labels, places), beside(labels, wanted));
  }

  /// @param rows [N]; @param labels [N]
  record Scored(NDArray rows, NDArray labels) {}

  private static NDArray beside(NDArray array, long[] values) {
    return Tensors.of(array.getManager(), values, new Shape(values.length));
  }

  private static int width(NDArray labels) {
    var shape = labels.getShape();
    return shape.dimension() < 2 ? 1 : (int) shape.get(1);
  }

  private static long[] places(long[] labels, int width, boolean skipsFirst) {
    var places = new long[labels.length];
    int found = 0;
    for (int at = 0; at < labels.length; at++) {
      if (labels[at] == Kernels.IGNORED || skipsFirst && at % width == 0) continue;
      places[found++] = at;
    }
    return Arrays.copyOf(places, found);
  }
}

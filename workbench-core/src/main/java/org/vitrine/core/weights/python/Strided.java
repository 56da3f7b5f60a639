package org.vitrine.core.weights.python;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.vitrine.core.tensor.DType;

/// A tensor as Python programs keep it: a view of a storage, with a step for each dimension.
///
/// @param storage little-endian elements
/// @param offset of its first element, in elements
/// @param shape one length a dimension
/// @param strides one step a dimension, in elements
record Strided(
    MemorySegment storage, DType type, long offset, List<Long> shape, List<Long> strides) {
  private static final int MOST_DIMENSIONS = 64;

  /// Whether all its elements lie in the storage, and it is no larger than the storage: an expanded view could be of any
  /// size.
  static boolean fits(long stored, long offset, List<Long> shape, List<Long> strides) {
    if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS || offset < 0)
      return false;
    try {
      long elements = 1, last = offset;
      for (int i = 0; i < shape.size(); i++) {
        if (shape.get(i) < 0 || strides.get(i) < 0) return false;
        elements = Math.multiplyExact(elements, shape.get(i));
      }
      if (elements == 0) return true;
      for (int i = 0; i < shape.size(); i++) {
        last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
      }
      return last < stored && elements <= stored;
    } catch (ArithmeticException _) {
      return false;
    }
  }

  long elements() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  /// Its elements row by row: a view where they lie so already, else a copy that lives as long as `arena`.
  MemorySegment rows(Arena arena) {
    long size = elements() * type.bytes();
    if (size == 0) return storage.asSlice(0, 0);
    if (contiguous()) return storage.asSlice(offset * type.bytes(), size);
    var to = arena.allocate(size);
    gather(0, offset, new long[] {0}, to);
    return to.asReadOnly();
  }

  private boolean contiguous() {
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != step) return false;
      step *= shape.get(i);
    }
    return true;
  }

  private void gather(int dimension, long from, long[] at, MemorySegment to) {
    if (dimension == shape.size()) {
      int width = type.bytes();
      MemorySegment.copy(storage, from * width, to, at[0]++ * width, width);
      return;
    }
    for (long i = 0; i < shape.get(dimension); i++) {
      gather(dimension + 1, from + i * strides.get(dimension), at, to);
    }
  }
}

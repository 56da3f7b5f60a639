package org.vitrine.core.weights;

import java.util.List;
import org.vitrine.core.tensor.DType;

/// What a file says about one tensor.
///
/// @param shape one length a dimension, row-major; empty for a scalar
/// @param bytes length of its data, the product of `shape` times the size of one element
public record TensorInfo(String name, DType type, List<Long> shape, long bytes) {
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  public long elements() {
    return bytes / type.bytes();
  }

  /// The shape as arrays are made from it.
  public long[] dims() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}

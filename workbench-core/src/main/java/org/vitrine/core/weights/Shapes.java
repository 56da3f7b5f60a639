package org.vitrine.core.weights;

import java.util.List;
import org.vitrine.core.tensor.DType;

/// Sizes that follow from shapes, without trusting that they fit a number.
final class Shapes {
  private Shapes() {}

  /// Bytes of a tensor of this type and shape, or −1 if they do not fit 63 bits. A length of 0 anywhere makes it 0.
  static long bytes(DType type, List<Long> shape) {
    if (shape.contains(0L)) return 0;
    long bytes = type.bytes();
    for (long length : shape) {
      if (length < 0 || Math.multiplyHigh(bytes, length) != 0 || bytes * length < 0) return -1;
      bytes *= length;
    }
    return bytes;
  }
}

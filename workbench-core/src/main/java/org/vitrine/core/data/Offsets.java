package org.vitrine.core.data;

import java.util.Arrays;

/// A list of long numbers that grows.
final class Offsets {
  private long[] values = new long[64];
  private int size;

  void add(long value) {
    if (size == values.length) values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
    values[size++] = value;
  }

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}

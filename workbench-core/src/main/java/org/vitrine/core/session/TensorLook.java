package org.vitrine.core.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// The values of one tensor in numbers and cells, read straight from the mapped file in two passes.
final class TensorLook {
  private static final int BINS = 40;
  private static final int CELLS = 64;
  private static final int FIRST = 64;

  private TensorLook() {}

  static TensorPage at(Weights weights, String name) {
    var info = weights.find(name).orElseThrow(() -> new Problem("session.tensor", name));
    var bytes = weights.bytes(name);
    long count = info.shape().stream().reduce(1L, (a, b) -> a * b);
    long columns = info.shape().isEmpty() ? 1 : Math.max(1, info.shape().getLast());
    long rows = count / columns;
    double sum = 0, squares = 0, min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
    long zeros = 0;
    int heatRows = (int) Math.min(CELLS, rows), heatColumns = (int) Math.min(CELLS, columns);
    var cells = new double[Math.max(1, heatRows) * heatColumns];
    var filled = new long[cells.length];
    var first = new ArrayList<Double>();
    for (long i = 0; i < count; i++) {
      double value = value(bytes, info.type(), i);
      sum += value;
      squares += value * value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (value == 0) zeros++;
      int cell =
          (int) (i / columns * heatRows / Math.max(1, rows)) * heatColumns
              + (int) (i % columns * heatColumns / columns);
      cells[cell] += value;
      filled[cell]++;
      if (first.size() < FIRST) first.add(value);
    }
    var bins = new long[BINS];
    double width = max > min ? (max - min) / BINS : 1;
    for (long i = 0; i < count; i++) {
      bins[Math.clamp((long) ((value(bytes, info.type(), i) - min) / width), 0, BINS - 1)]++;
    }
    List<Double> heat = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) heat.add(filled[i] == 0 ? 0 : cells[i] / filled[i]);
    double mean = count == 0 ? 0 : sum / count;
    double deviation = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
    return new TensorPage(
        name,
        info.type().name(),
        info.shape(),
        mean,
        deviation,
        count == 0 ? 0 : min,
        count == 0 ? 0 : max,
        zeros,
        java.util.Arrays.stream(bins).boxed().toList(),
        heatRows,
        heatColumns,
        heat,
        first);
  }

  private static double value(MemorySegment bytes, DType type, long i) {
    var little = ByteOrder.LITTLE_ENDIAN;
    long at = i * type.bytes();
    return switch (type) {
      case F64 -> bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(little), at);
      case F32 -> bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(little), at);
      case F16 ->
          Float.float16ToFloat(bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(little), at));
      case BF16 ->
          Float.intBitsToFloat(
              bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(little), at) << 16);
      case I64 -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(little), at);
      case I32 -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(little), at);
      case I16 -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(little), at);
      case I8, BOOL -> bytes.get(ValueLayout.JAVA_BYTE, at);
      case U8 -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
    };
  }
}

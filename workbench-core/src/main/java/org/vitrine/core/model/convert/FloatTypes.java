package org.vitrine.core.model.convert;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter.Sink;

/// Floats of one type as floats of another, rounded to the nearest and halfway to the even one, in pieces.
final class FloatTypes {
  private static final int PIECE = 1 << 18; // elements

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FloatTypes() {}

  /// @param name of the tensor, for the sentence
  /// @throws Problem `model.float_range` if a finite number would become infinite
  static void convert(String name, DType from, MemorySegment bytes, DType to, Sink sink)
      throws IOException {
    if (from == to) {
      sink.add(bytes);
      return;
    }
    long elements = bytes.byteSize() / from.bytes();
    var piece = MemorySegment.ofArray(new byte[(int) Math.min(elements, PIECE) * to.bytes()]);
    for (long start = 0; start < elements; start += PIECE) {
      int length = (int) Math.min(PIECE, elements - start);
      for (int i = 0; i < length; i++) {
        double value = read(from, bytes, (start + i) * from.bytes());
        if (!write(to, piece, (long) i * to.bytes(), value))
          throw new Problem("model.float_range", name, value, to);
      }
      sink.add(piece.asSlice(0, (long) length * to.bytes()));
    }
  }

  private static double read(DType type, MemorySegment from, long at) {
    return switch (type) {
      case F64 -> from.get(DOUBLE, at);
      case F32 -> from.get(FLOAT, at);
      case F16 -> Float.float16ToFloat(from.get(SHORT, at));
      case BF16 -> Float.intBitsToFloat(from.get(SHORT, at) << 16);
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  /// @return whether a finite number stayed finite
  private static boolean write(DType type, MemorySegment to, long at, double value) {
    switch (type) {
      case F64 -> to.set(DOUBLE, at, value);
      case F32 -> to.set(FLOAT, at, (float) value);
      case F16 -> to.set(SHORT, at, Float.floatToFloat16(odd(value)));
      case BF16 -> to.set(SHORT, at, bfloat16(odd(value)));
      default -> throw new IllegalArgumentException(type.name());
    }
    return !Double.isFinite(value) || Double.isFinite(read(type, to, at));
  }

  /// The float32 next to `value` whose last bit is set, unless it is a float32 itself: rounding that once more to a
  /// shorter type gives what rounding once would have given (Boldo and Melquiond 2008, doi:10.1109/TC.2007.70819).
  private static float odd(double value) {
    float near = (float) value;
    if (near == value || Double.isNaN(value)) return near;
    int bits = Float.floatToRawIntBits(near);
    if (Math.abs((double) near) > Math.abs(value)) bits--;
    return Float.intBitsToFloat(bits | 1);
  }

  /// The upper half of a float32, rounded; a NaN stays one even if its payload sits in the lower half.
  static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) return (short) (bits >>> 16 | 0x40);
    return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }
}

package org.vitrine.core.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;

class FloatTypesTest {
  private static MemorySegment convert(DType from, MemorySegment bytes, DType to)
      throws IOException {
    var all = new ByteArrayOutputStream();
    FloatTypes.convert(
        "x", from, bytes, to, piece -> all.writeBytes(piece.toArray(ValueLayout.JAVA_BYTE)));
    return MemorySegment.ofArray(all.toByteArray());
  }

  private static MemorySegment every16Bits() {
    var all = new short[1 << 16];
    for (int i = 0; i < all.length; i++) all[i] = (short) i;
    return MemorySegment.ofArray(all);
  }

  @Test
  void widening_and_narrowing_gives_every_number_of_16_bits_back() throws IOException {
    for (var type : new DType[] {DType.F16, DType.BF16}) {
      for (var wide : new DType[] {DType.F32, DType.F64}) {
        var back =
            convert(wide, convert(type, every16Bits(), wide), type)
                .toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
        for (int i = 0; i < back.length; i++) {
          boolean nan = type == DType.F16 ? (i & 0x7fff) > 0x7c00 : (i & 0x7fff) > 0x7f80;
          // A NaN may come back as another one.
          if (nan) assertThat(back[i] & 0x7fff).isGreaterThan(type == DType.F16 ? 0x7c00 : 0x7f80);
          else assertThat(back[i]).isEqualTo((short) i);
        }
      }
    }
  }

  @Test
  void halfway_goes_to_the_even_one() {
    assertThat(FloatTypes.bfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
    assertThat(FloatTypes.bfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    assertThat(FloatTypes.bfloat16(Float.intBitsToFloat(0x3f808001))).isEqualTo((short) 0x3f81);
    assertThat(FloatTypes.bfloat16(Float.intBitsToFloat(0xbf808001))).isEqualTo((short) 0xbf81);
    assertThat(
            Float.isNaN(
                Float.intBitsToFloat(FloatTypes.bfloat16(Float.intBitsToFloat(0x7f800001)) << 16)))
        .isTrue();
  }

  /// Just above halfway in float64 is halfway in float32, where the tie would go the wrong way.
  @Test
  void float64_is_rounded_once() throws IOException {
    var random = new Random(3);
    var values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      double halfway = Math.scalb(1 + (random.nextInt(1024) + 0.5) / 1024, random.nextInt(20) - 10);
      values[i] = halfway * (1 + (random.nextInt(3) - 1) * 0x1p-40);
    }
    var half =
        convert(DType.F64, MemorySegment.ofArray(values), DType.F16)
            .toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
    for (int i = 0; i < values.length; i++) {
      var exact = new BigDecimal(values[i]);
      var error = new BigDecimal(Float.float16ToFloat(half[i])).subtract(exact).abs();
      for (int beside : new int[] {half[i] - 1, half[i] + 1}) {
        var other = new BigDecimal(Float.float16ToFloat((short) beside)).subtract(exact).abs();
        assertThat(error).isLessThanOrEqualTo(other);
        if (error.equals(other)) assertThat(half[i] & 1).isZero();
      }
    }
  }

  @Test
  void refuses_to_make_a_number_infinite() {
    var big = MemorySegment.ofArray(new float[] {1, 65520});
    assertThatThrownBy(() -> convert(DType.F32, big, DType.F16))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.key()).isEqualTo("model.float_range"));
    var endless = MemorySegment.ofArray(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 65519});
    assertThat(endless).satisfies(x -> convert(DType.F32, x, DType.F16));
  }
}

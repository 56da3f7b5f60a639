package org.vitrine.core.weights.python;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.vitrine.core.base.Problem;

/// The bytes of a pickle, read forward; whatever is missing or absurd is one problem that says where.
final class PickleBytes {
  /// No name or number of a checkpoint comes near it.
  private static final long LONGEST_TEXT = 1 << 20;

  /// A long integer of more bytes is none that PyTorch writes.
  private static final int LONGEST_NUMBER = 16;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment bytes;
  private long at;

  PickleBytes(Path file, MemorySegment bytes, long at) {
    this.file = file;
    this.bytes = bytes;
    this.at = at;
  }

  long at() {
    return at;
  }

  Problem broken() {
    return new Problem("weights.pickle_broken", file, at);
  }

  private long step(long length) {
    if (length < 0 || length > bytes.byteSize() - at) throw broken();
    long start = at;
    at += length;
    return start;
  }

  int unsignedByte() {
    return bytes.get(ValueLayout.JAVA_BYTE, step(1)) & 0xff;
  }

  int unsignedShort() {
    return unsignedByte() | unsignedByte() << 8;
  }

  int signedInt() {
    return bytes.get(INT, step(4));
  }

  long unsignedInt() {
    return Integer.toUnsignedLong(signedInt());
  }

  long signedLong() {
    return bytes.get(LONG, step(8));
  }

  /// Eight bytes, the highest first, as pickles write their fractions.
  double fraction() {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /// @return a [Long], or a [BigInteger] where that is too short
  Object longNumber(long length) {
    if (length > LONGEST_NUMBER) throw broken();
    if (length == 0) return 0L;
    var little = bytes.asSlice(step(length), length).toArray(ValueLayout.JAVA_BYTE);
    var big = new byte[little.length];
    for (int i = 0; i < big.length; i++) big[i] = little[big.length - 1 - i];
    return number(new BigInteger(big));
  }

  Object number(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
  }

  String text(long length) {
    if (length < 0 || length > LONGEST_TEXT) throw broken();
    return new String(
        bytes.asSlice(step(length), length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /// Up to the next line feed, which is passed over.
  String line() {
    long end = at;
    while (end < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n') end++;
    if (end == bytes.byteSize()) throw broken();
    var line = text(end - at);
    at = end + 1;
    return line;
  }

  /// A view, whatever its length.
  MemorySegment raw(long length) {
    return bytes.asSlice(step(length), length);
  }
}

package org.vitrine.core.base;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// A cursor over one message of protobuf's wire format: ONNX and SentencePiece files are written in it.
///
/// A message is a sequence of fields. Each begins with a varint, `number << 3 | kind`, and its value follows:
///
/// | kind | value                                                                       |
/// |------|-----------------------------------------------------------------------------|
/// | 0    | varint: seven bits a byte from the lowest on, the top bit says that more come |
/// | 1    | eight bytes, little-endian                                                  |
/// | 2    | a varint length and as many bytes: text, a message, or packed numbers       |
/// | 5    | four bytes, little-endian                                                   |
///
/// Kinds 3 and 4 (groups) are used by neither and refused. A length is checked against what is left before it is used.
///
/// @see <a href="https://protobuf.dev/programming-guides/encoding/">protobuf.dev</a>
public final class Protobuf {
  public static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final String key;
  private final MemorySegment bytes;
  private long at;
  private int number;
  private int kind;

  /// @param file named in the sentence if the message is not whole; @param key of that sentence, whose one fact is the file
  public Protobuf(Path file, String key, MemorySegment bytes) {
    this.file = file;
    this.key = key;
    this.bytes = bytes;
  }

  /// Goes on to the next field, whose value is then read by one of the methods below.
  ///
  /// @return false at the end of the message
  public boolean next() {
    if (at == bytes.byteSize()) return false;
    long tag = number();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) throw broken();
    number = (int) (tag >>> 3);
    kind = (int) (tag & 7);
    return true;
  }

  public int field() {
    return number;
  }

  public long varint() {
    if (kind != 0) throw broken();
    return number();
  }

  public float float32() {
    if (kind != 5) throw broken();
    return Float.intBitsToFloat(take(4).get(INT, 0));
  }

  /// The bytes of a text, a message or packed numbers: a view, not a copy.
  public MemorySegment block() {
    if (kind != 2) throw broken();
    return take(number());
  }

  public String text() {
    return new String(block().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  public Protobuf message() {
    return new Protobuf(file, key, block());
  }

  /// The values of a repeated whole number, which may stand alone or packed.
  public void varints(LongConsumer each) {
    if (kind == 0) {
      each.accept(number());
      return;
    }
    var packed = message();
    while (packed.at < packed.bytes.byteSize()) each.accept(packed.number());
  }

  /// The bytes of a repeated float of four or eight bytes, which may stand alone or packed.
  public void fixed(ByteArrayOutputStream to) {
    var value =
        switch (kind) {
          case 1 -> take(8);
          case 5 -> take(4);
          default -> block();
        };
    to.writeBytes(value.toArray(ValueLayout.JAVA_BYTE));
  }

  public void skip() {
    switch (kind) {
      case 0 -> number();
      case 1 -> take(8);
      case 2 -> take(number());
      case 5 -> take(4);
      default -> throw broken();
    }
  }

  private MemorySegment take(long length) {
    if (length < 0 || length > bytes.byteSize() - at) throw broken();
    at += length;
    return bytes.asSlice(at - length, length);
  }

  private long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == bytes.byteSize()) throw broken();
      byte next = bytes.get(ValueLayout.JAVA_BYTE, at++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) return value;
    }
    throw broken();
  }

  public Problem broken() {
    return new Problem(key, file);
  }
}

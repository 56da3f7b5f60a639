package org.vitrine.core.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Writes ONNX files for tests, field by field.
public final class OnnxBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public byte[] bytes() {
    return out.toByteArray();
  }

  public OnnxBytes varint(int field, long value) {
    number((long) field << 3);
    number(value);
    return this;
  }

  public OnnxBytes block(int field, byte[] content) {
    number((long) field << 3 | 2);
    number(content.length);
    out.writeBytes(content);
    return this;
  }

  public OnnxBytes text(int field, String text) {
    return block(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public OnnxBytes message(int field, Consumer<OnnxBytes> content) {
    var inner = new OnnxBytes();
    content.accept(inner);
    return block(field, inner.bytes());
  }

  public OnnxBytes float32(int field, float value) {
    number((long) field << 3 | 5);
    out.writeBytes(floats(value));
    return this;
  }

  private void number(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public static byte[] floats(float... values) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) bytes.putFloat(value);
    return bytes.array();
  }

  public static byte[] longs(long... values) {
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) bytes.putLong(value);
    return bytes.array();
  }

  /// A `TensorProto` with raw data.
  public static Consumer<OnnxBytes> tensor(String name, int type, List<Long> shape, byte[] raw) {
    return to -> {
      shape.forEach(length -> to.varint(1, length));
      to.varint(2, type).text(8, name).block(9, raw);
    };
  }

  /// A `NodeProto`; attributes as messages of field 5.
  @SafeVarargs
  public static Consumer<OnnxBytes> node(
      String name,
      String operation,
      List<String> inputs,
      String output,
      Consumer<OnnxBytes>... attributes) {
    return to -> {
      inputs.forEach(input -> to.text(1, input));
      to.text(2, output).text(3, name).text(4, operation);
      for (var attribute : attributes) to.message(5, attribute);
    };
  }

  public static Consumer<OnnxBytes> whole(String name, long value) {
    return to -> to.text(1, name).varint(3, value).varint(20, 2);
  }

  public static Consumer<OnnxBytes> wholes(String name, long... values) {
    return to -> {
      to.text(1, name);
      for (long value : values) to.varint(8, value);
    };
  }

  public static Consumer<OnnxBytes> number(String name, float value) {
    return to -> to.text(1, name).float32(2, value);
  }

  public static Consumer<OnnxBytes> tensor(String name, Consumer<OnnxBytes> tensor) {
    return to -> to.text(1, name).message(5, tensor);
  }

  /// A `ModelProto` around a graph.
  public static byte[] model(Consumer<OnnxBytes> graph) {
    return new OnnxBytes().varint(1, 8).text(2, "test").message(7, graph).bytes();
  }
}

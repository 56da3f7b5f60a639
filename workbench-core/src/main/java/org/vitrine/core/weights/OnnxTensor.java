package org.vitrine.core.weights;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Protobuf;
import org.vitrine.core.tensor.DType;

/// A tensor of an ONNX file, an initializer or the value of a constant: the message `TensorProto`.
///
/// | field      | content                                                              |
/// |------------|----------------------------------------------------------------------|
/// | 1          | dimensions, one by one or packed                                     |
/// | 2          | element type: 1 F32, 2 U8, 3 I8, 5 I16, 6 I32, 7 I64, 9 BOOL, 10 F16, 11 F64, 16 BF16 |
/// | 8          | name                                                                 |
/// | 9          | the data, little-endian and row-major, at any address                |
/// | 4, 10      | or the data as packed F32, F64                                       |
/// | 5, 7       | or the data as varints, 5 for every whole number narrower than I64 and for the bits of F16 and BF16 |
/// | 13, 14     | keys that say where in another file the data lies, and 1 if it does   |
public final class OnnxTensor {
  private final Path file;
  private final List<Long> shape = new ArrayList<>();
  private String name = "";
  private int type;
  private boolean external;
  private @Nullable MemorySegment data;

  OnnxTensor(Path file, Protobuf wire) {
    this.file = file;
    var numbers = new ByteArrayOutputStream();
    List<Long> whole = new ArrayList<>();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> wire.varints(shape::add);
        case 2 -> type = (int) wire.varint();
        case 4, 10 -> wire.fixed(numbers);
        case 5, 7 -> wire.varints(whole::add);
        case 8 -> name = wire.text();
        case 9 -> data = wire.block();
        case 13 -> {
          external = true;
          wire.skip();
        }
        case 14 -> external |= wire.varint() == 1;
        default -> wire.skip();
      }
    }
    if (data == null && numbers.size() > 0) data = MemorySegment.ofArray(numbers.toByteArray());
    if (data == null && !whole.isEmpty()) data = narrow(whole);
  }

  private @Nullable MemorySegment narrow(List<Long> whole) {
    var element = typeOrNull();
    if (element == null) return null;
    var bytes = ByteBuffer.allocate(whole.size() * element.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : whole) {
      switch (element.bytes()) {
        case 1 -> bytes.put((byte) value);
        case 2 -> bytes.putShort((short) value);
        case 4 -> bytes.putInt((int) value);
        default -> bytes.putLong(value);
      }
    }
    return MemorySegment.ofArray(bytes.array());
  }

  /// A scalar or a list that a node carries as an attribute.
  OnnxTensor(Path file, DType type, List<Long> shape, byte[] data) {
    this.file = file;
    this.shape.addAll(shape);
    this.type = onnxNumber(type);
    this.data = MemorySegment.ofArray(data);
  }

  public String name() {
    return name;
  }

  public List<Long> shape() {
    return List.copyOf(shape);
  }

  /// Whether the data lies in another file.
  public boolean external() {
    return external;
  }

  /// Whether it holds floats of a type that we read.
  public boolean floating() {
    var element = typeOrNull();
    return element != null && element.floating();
  }

  /// @throws Problem `weights.onnx_type` for an element type without counterpart
  public DType type() {
    var element = typeOrNull();
    if (element == null) throw new Problem("weights.onnx_type", file, name, type);
    return element;
  }

  public long elements() {
    return bytes().byteSize() / type().bytes();
  }

  /// The little-endian, row-major data, a view of the mapped file where it holds them so.
  ///
  /// @throws Problem `weights.onnx_external` if they lie in another file, `weights.onnx_size` if they do not fit the shape
  public MemorySegment bytes() {
    if (external) throw new Problem("weights.onnx_external", file, name);
    var here = data == null ? MemorySegment.NULL : data;
    long expected = Shapes.bytes(type(), shape);
    if (expected != here.byteSize())
      throw new Problem("weights.onnx_size", file, name, shape, type(), here.byteSize());
    return here;
  }

  /// The elements as numbers, for the small tensors that describe the graph.
  public double[] doubles() {
    var all = new double[Math.toIntExact(elements())];
    var from = bytes();
    for (int i = 0; i < all.length; i++) all[i] = element(from, i);
    return all;
  }

  private double element(MemorySegment from, int i) {
    long at = (long) i * type().bytes();
    return switch (type()) {
      case F64 -> Double.longBitsToDouble(from.get(Protobuf.LONG, at));
      case F32 -> Float.intBitsToFloat(from.get(Protobuf.INT, at));
      case F16 -> Float.float16ToFloat(from.get(Protobuf.SHORT, at));
      case BF16 -> Float.intBitsToFloat(from.get(Protobuf.SHORT, at) << 16);
      case I64 -> from.get(Protobuf.LONG, at);
      case I32 -> from.get(Protobuf.INT, at);
      case I16 -> from.get(Protobuf.SHORT, at);
      case I8 -> from.get(ValueLayout.JAVA_BYTE, at);
      case U8, BOOL -> from.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    };
  }

  private @Nullable DType typeOrNull() {
    for (var each : DType.values()) if (onnxNumber(each) == type) return each;
    return null;
  }

  private static int onnxNumber(DType type) {
    return switch (type) {
      case F32 -> 1;
      case U8 -> 2;
      case I8 -> 3;
      case I16 -> 5;
      case I32 -> 6;
      case I64 -> 7;
      case BOOL -> 9;
      case F16 -> 10;
      case F64 -> 11;
      case BF16 -> 16;
    };
  }
}

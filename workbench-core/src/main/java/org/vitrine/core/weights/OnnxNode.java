package org.vitrine.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Protobuf;
import org.vitrine.core.tensor.DType;

/// One operation of an ONNX graph: the message `NodeProto` (1 inputs, 2 outputs, 3 name, 4 operation, 5 attributes, 7
/// domain).
///
/// @param operation `MatMul` say; with its domain before it, `com.microsoft.Attention`, where that is not ONNX's own
/// @param inputs names of values; an input that is left out has the empty name
public record OnnxNode(
    String name,
    String operation,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {

  /// The message `AttributeProto`: 1 name, 2 a float, 3 a whole number, 4 a text, 5 a tensor, 7 floats, 8 whole numbers.
  public record Attribute(
      float number, long whole, String text, @Nullable OnnxTensor tensor, List<Long> wholes) {}

  static OnnxNode read(Path file, Protobuf wire) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    String name = "";
    String operation = "";
    String domain = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> inputs.add(wire.text());
        case 2 -> outputs.add(wire.text());
        case 3 -> name = wire.text();
        case 4 -> operation = wire.text();
        case 5 -> attribute(file, wire.message(), attributes);
        case 7 -> domain = wire.text();
        default -> wire.skip();
      }
    }
    var full = domain.isEmpty() || domain.equals("ai.onnx") ? operation : domain + "." + operation;
    return new OnnxNode(
        name, full, List.copyOf(inputs), List.copyOf(outputs), Map.copyOf(attributes));
  }

  private static void attribute(Path file, Protobuf wire, Map<String, Attribute> to) {
    List<Long> wholes = new ArrayList<>();
    String name = "";
    float number = 0;
    long whole = 0;
    String text = "";
    OnnxTensor tensor = null;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name = wire.text();
        case 2 -> number = wire.float32();
        case 3 -> whole = wire.varint();
        case 4 -> text = wire.text();
        case 5 -> tensor = new OnnxTensor(file, wire.message());
        case 8 -> wire.varints(wholes::add);
        default -> wire.skip();
      }
    }
    to.put(name, new Attribute(number, whole, text, tensor, List.copyOf(wholes)));
  }

  /// The value of a `Constant` node, in whichever of its forms it is given.
  Optional<OnnxTensor> constant(Path file) {
    if (!operation.equals("Constant")) return Optional.empty();
    var value = attributes.get("value");
    if (value != null) return Optional.ofNullable(value.tensor());
    var number = attributes.get("value_float");
    if (number != null) return Optional.of(floats(file, number.number()));
    var whole = attributes.get("value_int");
    if (whole != null) return Optional.of(wholes(file, List.of(), List.of(whole.whole())));
    var wholes = attributes.get("value_ints");
    if (wholes == null) return Optional.empty();
    return Optional.of(wholes(file, List.of((long) wholes.wholes().size()), wholes.wholes()));
  }

  private static OnnxTensor floats(Path file, float value) {
    var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    return new OnnxTensor(file, DType.F32, List.of(), bytes);
  }

  private static OnnxTensor wholes(Path file, List<Long> shape, List<Long> values) {
    var bytes = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putLong);
    return new OnnxTensor(file, DType.I64, shape, bytes.array());
  }

  /// The name of one input, empty where it is left out.
  public String input(int place) {
    return place < inputs.size() ? inputs.get(place) : "";
  }

  /// An attribute that is a whole number, or what it is when left out.
  public long whole(String attribute, long otherwise) {
    var given = attributes.get(attribute);
    return given == null ? otherwise : given.whole();
  }

  public float number(String attribute, float otherwise) {
    var given = attributes.get(attribute);
    return given == null ? otherwise : given.number();
  }

  public String text(String attribute, String otherwise) {
    var given = attributes.get(attribute);
    return given == null ? otherwise : given.text();
  }
}

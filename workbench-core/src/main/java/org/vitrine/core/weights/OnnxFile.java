package org.vitrine.core.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Protobuf;

/// The graph of an ONNX file and the tensors in it, mapped: the message `ModelProto`, whose field 7 is the graph.
///
/// | field of the graph | content                                         |
/// |--------------------|-------------------------------------------------|
/// | 1                  | nodes, each after those that it needs           |
/// | 5                  | initializers: the tensors that were learnt      |
/// | 11, 12             | what goes in and what comes out (field 1: name) |
///
/// Nothing is run, and no other file is opened: weights in external files are refused.
///
/// @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
public final class OnnxFile implements AutoCloseable {
  private final Path file;
  private final Arena arena;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();

  /// @param mapped the bytes of the file, which end with `arena`
  OnnxFile(Path file, Arena arena, MemorySegment mapped) {
    this.file = file;
    this.arena = arena;
    var wire = new Protobuf(file, "weights.onnx_broken", mapped);
    while (wire.next()) {
      if (wire.field() == 7) graph(wire.message());
      else wire.skip();
    }
    if (nodes.isEmpty()) throw wire.broken();
    order();
    inputs.removeAll(initializers.keySet()); // old exports list them among the inputs
    for (var tensor : initializers.values()) {
      if (tensor.external()) throw new Problem("weights.onnx_external", file, tensor.name());
    }
  }

  /// @throws Problem `weights.onnx_broken` if it is no ONNX file or was cut off, `weights.onnx_external` if its weights
  ///     lie elsewhere
  @SuppressWarnings("MustBeClosedChecker") // close() closes it
  public static OnnxFile open(Path file) {
    var arena = Arena.ofShared();
    try {
      return new OnnxFile(file, arena, Disk.map(file, arena));
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void graph(Protobuf wire) {
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> nodes.add(OnnxNode.read(file, wire.message()));
        case 5 -> {
          var tensor = new OnnxTensor(file, wire.message());
          initializers.put(tensor.name(), tensor);
        }
        case 11 -> inputs.add(valueName(wire.message()));
        case 12 -> outputs.add(valueName(wire.message()));
        default -> wire.skip();
      }
    }
  }

  /// Checks that each value is made once, and before any node takes it, so that whoever walks the graph comes to an end.
  private void order() {
    Set<String> seen = new HashSet<>();
    for (var node : nodes) {
      seen.addAll(node.inputs());
      for (var output : node.outputs()) {
        if (!output.isEmpty() && !seen.add(output))
          throw new Problem("weights.onnx_order", file, output);
      }
    }
  }

  private static String valueName(Protobuf wire) {
    String name = "";
    while (wire.next()) {
      if (wire.field() == 1) name = wire.text();
      else wire.skip();
    }
    return name;
  }

  public Path file() {
    return file;
  }

  public List<OnnxNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  public Map<String, OnnxTensor> initializers() {
    return Collections.unmodifiableMap(initializers);
  }

  public List<String> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  public List<String> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  /// The value of a node that computes nothing.
  public Optional<OnnxTensor> constant(OnnxNode node) {
    return node.constant(file);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) arena.close();
  }
}

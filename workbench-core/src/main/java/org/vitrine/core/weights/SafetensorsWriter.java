package org.vitrine.core.weights;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.tensor.Tensors;

/// Writes safetensors files, as [SafetensorsHeader] describes them. The same tensors and metadata give the same bytes in
/// whatever order they are handed over: wider elements come first, then names, as the reference writes them, so every
/// tensor begins at a multiple of its element size; spaces fill the header up to a multiple of eight.
public final class SafetensorsWriter {
  /// Data goes to the file in pieces of this size, so that no tensor is held twice.
  private static final long PIECE = 8 << 20;

  private static final Comparator<Map.Entry<String, Entry>> ORDER =
      Comparator.<Map.Entry<String, Entry>>comparingInt(e -> -e.getValue().type().bytes())
          .thenComparing(e -> e.getValue().type())
          .thenComparing(Map.Entry::getKey);

  private SafetensorsWriter() {}

  /// The data of one tensor, handed over in as many pieces as are convenient, when its turn comes; and once more by [Readback].
  @FunctionalInterface
  public interface Content {
    void into(Sink sink) throws IOException;
  }

  /// Takes the next bytes, little-endian; the segment may be used again afterwards.
  @FunctionalInterface
  public interface Sink {
    void add(MemorySegment bytes) throws IOException;
  }

  /// A tensor to be written; `shape` and `content` must agree in length.
  public record Entry(DType type, List<Long> shape, Content content) {
    public Entry {
      shape = List.copyOf(shape);
      if (Shapes.bytes(type, shape) < 0) throw new IllegalArgumentException("shape " + shape);
    }

    public Entry(DType type, long[] shape, MemorySegment bytes) {
      this(type, Arrays.stream(shape).boxed().toList(), sink -> sink.add(bytes));
    }

    long bytes() {
      return Shapes.bytes(type, shape);
    }
  }

  /// Writes the file whole or not at all.
  ///
  /// @param metadata what the file says about itself; readers of `transformers` want `format` = `pt`
  /// @throws Problem `base.write` if the disk is full or the place is not writable
  /// @throws IllegalArgumentException if a tensor has a name that no file can hold
  /// @throws IllegalStateException if a tensor's content is longer or shorter than its shape
  public static void write(Path file, Map<String, Entry> tensors, Map<String, String> metadata) {
    var sorted = tensors.entrySet().stream().sorted(ORDER).toList();
    var header = header(sorted, metadata);
    Disk.appear(
        file,
        beside -> {
          try (var out =
              FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            all(out, header);
            for (var tensor : sorted) data(out, tensor.getKey(), tensor.getValue());
          }
        });
  }

  /// Writes arrays as [#write] does; their values are copied one by one, from whatever device they lie on.
  public static void writeArrays(
      Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
    var tensors = new LinkedHashMap<String, Entry>();
    arrays.forEach((name, array) -> {
      var shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
      tensors.put(
          name, new Entry(Tensors.typeOf(array), shape, sink -> sink.add(Tensors.bytes(array))));
    });
    write(file, tensors, metadata);
  }

  private static ByteBuffer header(
      List<Map.Entry<String, Entry>> tensors, Map<String, String> metadata) {
    var json = Json.object();
    if (!metadata.isEmpty()) {
      var about = json.putObject("__metadata__");
      new TreeMap<>(metadata).forEach(about::put);
    }
    long at = 0;
    for (var tensor : tensors) {
      var name = tensor.getKey();
      if (name.equals("__metadata__") || !StandardCharsets.UTF_8.newEncoder().canEncode(name))
        throw new IllegalArgumentException("name " + name);
      var info = json.putObject(name);
      info.put("dtype", tensor.getValue().type().name());
      var shape = info.putArray("shape");
      tensor.getValue().shape().forEach(shape::add);
      long end = at + tensor.getValue().bytes();
      info.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    var text = Json.line(json).getBytes(StandardCharsets.UTF_8);
    int length = Math.ceilDiv(text.length, 8) * 8;
    if (length > SafetensorsHeader.LONGEST) throw new IllegalArgumentException("header " + length);
    var bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(text);
    while (bytes.hasRemaining()) bytes.put((byte) ' ');
    return bytes.flip();
  }

  private static void data(FileChannel out, String name, Entry tensor) throws IOException {
    long before = out.position();
    tensor
        .content()
        .into(bytes -> {
          for (long at = 0; at < bytes.byteSize(); at += PIECE)
            all(out, bytes.asSlice(at, Math.min(PIECE, bytes.byteSize() - at)).asByteBuffer());
        });
    long written = out.position() - before;
    if (written != tensor.bytes())
      throw new IllegalStateException(name + ": " + written + " bytes for " + tensor.shape());
  }

  private static void all(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) out.write(bytes);
  }
}

package org.vitrine.core.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

/// The file that an attention reply names: `attentions` [layers, heads, rows, columns] and `rollout` [layers, rows, columns].
final class AttentionWriter {
  private AttentionWriter() {}

  static void write(Path file, Capture capture) {
    var maps = capture.maps();
    long depth = maps.depth(), rows = maps.queries(), columns = maps.keys();
    Map<String, Entry> arrays = new LinkedHashMap<>();
    arrays.put(
        "attentions",
        new Entry(
            DType.F32,
            List.of(depth, (long) maps.heads(), rows, columns),
            sink -> {
              for (var layer : maps.layers()) sink.add(bytes(layer, 0, layer.length));
            }));
    arrays.put(
        "rollout",
        new Entry(
            DType.F32,
            List.of(depth, rows, columns),
            sink -> {
              for (var map : capture.rollout()) {
                sink.add(bytes(map.values(), map.offset(), (int) (rows * columns)));
              }
            }));
    SafetensorsWriter.write(file, arrays, Map.of());
  }

  private static MemorySegment bytes(float[] values, int from, int count) {
    var bytes = MemorySegment.ofArray(new byte[count * Float.BYTES]);
    var little = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < count; k++) bytes.set(little, (long) k * Float.BYTES, values[from + k]);
    return bytes;
  }
}

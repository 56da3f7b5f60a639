package org.vitrine.core.session;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;

/// Arrays that a reply names by their file, as plain Java arrays: for a window that has no engine.
public final class ArrayFile {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ArrayFile() {}

  /// @param values row-major
  public record Values(List<Long> shape, float[] values) {}

  public static List<String> names(Path file) {
    try (var weights = Weights.open(file)) {
      var names = new ArrayList<String>();
      for (var tensor : weights.tensors()) names.add(tensor.name());
      return names;
    }
  }

  /// One float32 array.
  ///
  /// @throws Problem `session.array` if there is no such array of that type
  public static Values read(Path file, String name) {
    try (var weights = Weights.open(file)) {
      var info = weights.find(name).orElseThrow(() -> new Problem("session.array", name, file));
      if (info.type() != DType.F32) throw new Problem("session.array", name, file);
      var bytes = weights.bytes(name);
      var values = new float[Math.toIntExact(bytes.byteSize() / Float.BYTES)];
      for (int i = 0; i < values.length; i++) values[i] = bytes.get(FLOAT, (long) i * Float.BYTES);
      return new Values(info.shape(), values);
    }
  }
}

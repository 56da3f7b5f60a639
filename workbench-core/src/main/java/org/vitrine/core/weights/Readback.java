package org.vitrine.core.weights;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.weights.SafetensorsWriter.Entry;

/// A file of tensors that was just written, opened again and held against what was to be written, bit for bit.
public final class Readback {
  private Readback() {}

  /// @param tensors whose contents are asked for a second time
  /// @param named how a sentence calls the file, where it will be moved
  /// @return how many tensors were compared
  /// @throws Problem `weights.readback` for the first that is missing or differs
  public static int compare(Path file, Map<String, Entry> tensors, Path named) {
    try (var weights = Weights.open(file)) {
      tensors.forEach((name, entry) -> compare(weights, name, entry, named));
      for (var each : weights.tensors())
        if (!tensors.containsKey(each.name()))
          throw new Problem("weights.readback", each.name(), named);
    }
    return tensors.size();
  }

  private static void compare(Weights weights, String name, Entry wanted, Path named) {
    var found = weights.find(name);
    if (found.isEmpty()
        || found.get().type() != wanted.type()
        || !found.get().shape().equals(wanted.shape())) {
      throw new Problem("weights.readback", name, named);
    }
    var bytes = weights.bytes(name);
    var at = new long[1];
    try {
      wanted
          .content()
          .into(piece -> {
            if (!same(bytes, at[0], piece)) throw new Problem("weights.readback", name, named);
            at[0] += piece.byteSize();
          });
    } catch (IOException e) {
      throw new Problem("base.read", e, named, Disk.reason(e));
    }
    if (at[0] != bytes.byteSize()) throw new Problem("weights.readback", name, named);
  }

  private static boolean same(MemorySegment bytes, long at, MemorySegment piece) {
    long end = at + piece.byteSize();
    return end <= bytes.byteSize() && bytes.asSlice(at, piece.byteSize()).mismatch(piece) < 0;
  }
}

package org.vitrine.core.weights.python;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Weights;
import org.vitrine.core.weights.python.TorchCalls.Planned;

/// A file that `torch.save` wrote. Since PyTorch 1.6 it is a zip: a pickle `data.pkl`, and each storage as an entry of its
/// own. Before, it was five pickles one after another (a number to know the form by, its version, facts of the computer,
/// the object, the keys of the storages) and then the storages, each with its length before it.
public final class TorchFile {
  private static final BigInteger OLD_FORM = new BigInteger("119547037146038801333356");

  private TorchFile() {}

  /// @throws Problem if it is damaged, asks for a call that rebuilds no tensor, or holds no named tensors
  @SuppressWarnings("MustBeClosedChecker") // the weights close it
  public static Weights open(Path file) {
    var arena = Arena.ofShared();
    try {
      var bytes = Disk.map(file, arena);
      return new ViewedFile(
          file, arena, StoredZip.is(bytes) ? zipped(file, bytes) : old(file, bytes));
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static Map<String, Strided> zipped(Path file, MemorySegment bytes) {
    var zip = StoredZip.open(file, bytes);
    var pickle =
        zip.names().stream()
            .filter(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))
            .findFirst()
            .orElseThrow(() -> new Problem("weights.pickle_empty", file));
    var folder = pickle.substring(0, pickle.length() - "data.pkl".length());
    if (zip.has(folder + "byteorder")
        && zip.stored(folder + "byteorder").get(ValueLayout.JAVA_BYTE, 0) == 'b')
      throw new Problem("weights.byte_order", file);
    var root = Pickle.read(file, zip.stored(pickle), 0, new TorchCalls(file)).value();
    var views = new LinkedHashMap<String, Strided>();
    StateDict.of(file, root)
        .forEach((name, planned) -> {
          var key = folder + "data/" + planned.storage().key();
          if (!zip.has(key)) throw new Problem("weights.pickle_storage", file, name);
          views.put(name, over(file, name, planned, zip.stored(key)));
        });
    return views;
  }

  private static Map<String, Strided> old(Path file, MemorySegment bytes) {
    var calls = new TorchCalls(file);
    var form = Pickle.read(file, bytes, 0, calls);
    if (!form.value().equals(OLD_FORM)) throw new Problem("weights.pickle_form", file);
    var version = Pickle.read(file, bytes, form.end(), calls);
    var computer = Pickle.read(file, bytes, version.end(), calls);
    if (computer.value() instanceof Map<?, ?> facts
        && Boolean.FALSE.equals(facts.get("little_endian")))
      throw new Problem("weights.byte_order", file);
    var root = Pickle.read(file, bytes, computer.end(), calls);
    var keys = Pickle.read(file, bytes, root.end(), calls);
    if (!(keys.value() instanceof List<?> order)) throw new Problem("weights.pickle_form", file);
    var tensors = StateDict.of(file, root.value());
    var storages = new HashMap<Object, MemorySegment>();
    long at = keys.end();
    for (var key : order) {
      var type = calls.types().get(key);
      if (type == null || bytes.byteSize() - at < Long.BYTES) throw cut(file, String.valueOf(key));
      long elements =
          bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
      at += Long.BYTES;
      if (elements < 0 || elements > (bytes.byteSize() - at) / type.bytes())
        throw cut(file, String.valueOf(key));
      storages.put(key, bytes.asSlice(at, elements * type.bytes()));
      at += elements * type.bytes();
    }
    var views = new LinkedHashMap<String, Strided>();
    tensors.forEach((name, planned) -> {
      var storage = storages.get(planned.storage().key());
      if (storage == null) throw cut(file, name);
      views.put(name, over(file, name, planned, storage));
    });
    return views;
  }

  private static Problem cut(Path file, String name) {
    return new Problem("weights.pickle_storage", file, name);
  }

  private static Strided over(Path file, String name, Planned planned, MemorySegment bytes) {
    var storage = planned.storage();
    DType type = storage.type();
    if (bytes.byteSize() / type.bytes() - storage.first() < storage.elements())
      throw cut(file, name);
    return planned.over(bytes);
  }
}

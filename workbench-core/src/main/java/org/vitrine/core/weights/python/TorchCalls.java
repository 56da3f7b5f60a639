package org.vitrine.core.weights.python;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.python.Pickle.Tuple;

/// What a checkpoint's pickle may call: PyTorch's own functions that rebuild tensors from storages, and an ordered
/// dictionary. Anything else is refused by its name, as it could do anything.
final class TorchCalls implements Pickle.Calls {
  /// A storage as the pickle names it.
  ///
  /// @param first its beginning in the storage that the file holds, in elements
  record Storage(String key, DType type, long first, long elements) {}

  /// A tensor whose bytes are not looked up yet.
  record Planned(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    Strided over(MemorySegment bytes) {
      return new Strided(bytes, storage.type, storage.first + offset, shape, strides);
    }
  }

  private enum Callable {
    TENSOR,
    PARAMETER,
    FROM_TYPE,
    DICTIONARY,
    SIZE,
    /// a device, an element type: read and not needed
    OPAQUE
  }

  private static final Map<String, Callable> CALLABLE =
      Map.ofEntries(
          Map.entry("torch._utils._rebuild_tensor_v2", Callable.TENSOR),
          Map.entry("torch._utils._rebuild_tensor", Callable.TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Callable.PARAMETER),
          Map.entry("torch._utils._rebuild_parameter_with_state", Callable.PARAMETER),
          Map.entry("torch._tensor._rebuild_from_type_v2", Callable.FROM_TYPE),
          Map.entry("collections.OrderedDict", Callable.DICTIONARY),
          Map.entry("torch.Size", Callable.SIZE),
          Map.entry("torch.device", Callable.OPAQUE),
          Map.entry("torch.Tensor", Callable.OPAQUE),
          Map.entry("torch.nn.parameter.Parameter", Callable.OPAQUE),
          Map.entry("torch.serialization._get_layout", Callable.OPAQUE));

  private static final Map<String, DType> STORAGES =
      Map.of(
          "DoubleStorage", DType.F64,
          "FloatStorage", DType.F32,
          "HalfStorage", DType.F16,
          "BFloat16Storage", DType.BF16,
          "LongStorage", DType.I64,
          "IntStorage", DType.I32,
          "ShortStorage", DType.I16,
          "CharStorage", DType.I8,
          "ByteStorage", DType.U8,
          "BoolStorage", DType.BOOL);

  private final Path file;
  private final Map<String, DType> types = new HashMap<>();

  TorchCalls(Path file) {
    this.file = file;
  }

  /// Element types of the storages named so far, by their keys.
  Map<String, DType> types() {
    return types;
  }

  @Override
  public Object global(String module, String name) {
    var whole = module + "." + name;
    var callable = CALLABLE.get(whole);
    if (callable != null) return callable;
    if (module.equals("torch") || module.equals("torch.cuda")) {
      var type = STORAGES.get(name);
      if (type != null) return type;
      if (name.endsWith("Storage")) throw new Problem("weights.pickle_type", file, name);
      for (var each : DType.values()) if (each.torchName().equals(name)) return Callable.OPAQUE;
    }
    throw new Problem("weights.pickle_call", file, shown(whole));
  }

  /// Names come from the file, and a sentence takes only so much.
  private static String shown(String name) {
    var clean = name.replaceAll("[^\\w.]", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
  }

  @Override
  public Object call(Object callable, Tuple arguments) {
    var given = arguments.items();
    return switch (callable) {
      case Callable.TENSOR -> tensor(given);
      case Callable.PARAMETER -> {
        if (!given.isEmpty() && given.getFirst() instanceof Planned tensor) yield tensor;
        throw odd();
      }
      case Callable.FROM_TYPE -> {
        if (given.size() < 3 || !(given.get(2) instanceof Tuple own)) throw odd();
        // The function is one of this list; were it this one again, a file could go round for ever.
        if (given.getFirst() == Callable.FROM_TYPE) throw odd();
        yield call(given.getFirst(), own);
      }
      case Callable.DICTIONARY -> dictionary(given);
      case Callable.SIZE -> given.isEmpty() ? new Tuple(List.of()) : given.getFirst();
      case Callable.OPAQUE -> callable;
      default -> throw odd();
    };
  }

  private Problem odd() {
    return new Problem("weights.pickle_tensor", file);
  }

  private Planned tensor(List<Object> given) {
    if (given.size() < 4
        || !(given.get(0) instanceof Storage storage)
        || !(given.get(1) instanceof Long offset)) throw odd();
    var shape = numbers(given.get(2));
    var strides = numbers(given.get(3));
    if (!Strided.fits(storage.elements, offset, shape, strides)) throw odd();
    return new Planned(storage, offset, shape, strides);
  }

  private List<Long> numbers(Object value) {
    if (!(value instanceof Tuple tuple)) throw odd();
    var all = new ArrayList<Long>();
    for (var each : tuple.items()) {
      if (!(each instanceof Long number)) throw odd();
      all.add(number);
    }
    return List.copyOf(all);
  }

  private Map<Object, Object> dictionary(List<Object> given) {
    var map = new LinkedHashMap<Object, Object>();
    if (given.isEmpty()) return map;
    if (!(given.getFirst() instanceof List<?> pairs)) throw odd();
    for (var pair : pairs) {
      var items = pair instanceof Tuple tuple ? tuple.items() : pair;
      if (!(items instanceof List<?> two && two.size() == 2 && two.get(0) instanceof String key))
        throw odd();
      map.put(key, two.get(1));
    }
    return map;
  }

  /// `("storage", type, key, place, elements[, view])`, a view being `(key, first, elements)`.
  @Override
  public Object persistent(Object id) {
    if (!(id instanceof Tuple tuple && tuple.items().size() >= 5)) throw odd();
    var items = tuple.items();
    if (!(items.get(0).equals("storage")
        && items.get(1) instanceof DType type
        && items.get(2) instanceof String key
        && items.get(4) instanceof Long elements)) throw odd();
    var before = types.putIfAbsent(key, type);
    if (before != null && before != type) throw odd();
    if (items.size() > 5 && items.get(5) instanceof Tuple view) {
      var part = view.items();
      if (part.size() != 3
          || !(part.get(1) instanceof Long first)
          || !(part.get(2) instanceof Long length)
          || first < 0
          || length < 0
          || first > elements - length) throw odd();
      return new Storage(key, type, first, length);
    }
    return new Storage(key, type, 0, elements);
  }
}

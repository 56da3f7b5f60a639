package org.vitrine.core.weights;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// A model spread over several files. Its index is a JSON object whose `weight_map` says in which file of
/// the same folder each tensor lies:
///
/// ```
/// {"metadata": {"total_size": 26952}, "weight_map": {"lm_head.weight": "model-00001-of-00003.safetensors", ...}}
/// ```
///
/// `total_size` is ignored, since the files say it themselves. A tensor that a file holds but the index does not name
/// counts as well, as it does for the reference; a tensor in two files is taken from the one that the index names.
final class ShardedWeights implements Weights {
  private final Map<String, Weights> files = new LinkedHashMap<>();
  private final Map<String, Weights> tensors = new LinkedHashMap<>();

  private ShardedWeights() {}

  static ShardedWeights open(Path index) {
    var all = new ShardedWeights();
    try {
      all.read(index);
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void read(Path index) {
    var map = Json.read(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) throw new Problem("weights.index", index);
    var folder = Objects.requireNonNull(index.toAbsolutePath().getParent());
    Map<String, String> named = new LinkedHashMap<>();
    for (var entry : map.properties()) {
      if (!entry.getValue().isString()) throw new Problem("weights.index", index);
      var name = entry.getValue().stringValue();
      named.put(entry.getKey(), name);
      if (!files.containsKey(name)) files.put(name, shard(index, folder, name));
    }
    files.forEach((name, file) -> {
      for (var tensor : file.tensors()) {
        if (named.getOrDefault(tensor.name(), name).equals(name)) tensors.put(tensor.name(), file);
      }
    });
    named.forEach((tensor, name) -> {
      if (!tensors.containsKey(tensor)) throw new Problem("weights.absent", index, tensor, name);
    });
  }

  /// Looks at the name alone and not at what a link points to: the Hugging Face cache links each file to another folder.
  private static Weights shard(Path index, Path folder, String name) {
    try {
      var file = folder.resolve(name).normalize();
      if (name.contains("\\") || !file.startsWith(folder.normalize()) || Path.of(name).isAbsolute())
        throw new Problem("weights.outside", index, name);
      if (!Files.isRegularFile(file)) throw new Problem("weights.shard", index, name);
      return Weights.one(file);
    } catch (InvalidPathException e) {
      throw new Problem("weights.outside", e, index, name);
    }
  }

  @Override
  public List<TensorInfo> tensors() {
    return tensors.entrySet().stream()
        .map(e -> e.getValue().find(e.getKey()).orElseThrow())
        .toList();
  }

  @Override
  public Optional<TensorInfo> find(String name) {
    return Optional.ofNullable(tensors.get(name)).flatMap(file -> file.find(name));
  }

  @Override
  public MemorySegment bytes(String name) {
    return holder(name).bytes(name);
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    files.values().forEach(file -> file.metadata().forEach(all::putIfAbsent));
    return all;
  }

  @Override
  public Path file(String name) {
    return holder(name).file(name);
  }

  private Weights holder(String name) {
    var file = tensors.get(name);
    if (file == null) throw new NoSuchElementException(name);
    return file;
  }

  @Override
  public void close() {
    files.values().forEach(Weights::close);
  }
}

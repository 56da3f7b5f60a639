package org.vitrine.core.weights;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;

/// The named tensors of one safetensors file or of a folder of shards, mapped into memory: a tensor's bytes are read
/// from disk when they are touched. Safe for use by several threads until it is closed.
public interface Weights extends AutoCloseable {
  String FILE = "model.safetensors";
  String INDEX = "model.safetensors.index.json";

  /// Opens a folder (its `model.safetensors`, else the shards of its `model.safetensors.index.json`), an index file or
  /// a single safetensors file.
  ///
  /// @throws Problem if there is no such file, or if it is malformed: one key for each way in which it can be
  static Weights open(Path fileOrFolder) {
    if (Files.isDirectory(fileOrFolder)) {
      var one = fileOrFolder.resolve(FILE);
      if (Files.exists(one)) return SafetensorsFile.open(one);
      var index = fileOrFolder.resolve(INDEX);
      if (Files.exists(index)) return ShardedWeights.open(index);
      throw ForeignForms.instead(fileOrFolder);
    }
    if (fileOrFolder.toString().endsWith(".index.json")) return ShardedWeights.open(fileOrFolder);
    return SafetensorsFile.open(fileOrFolder);
  }

  /// All tensors, in the order of their data.
  List<TensorInfo> tensors();

  Optional<TensorInfo> find(String name);

  /// The little-endian, row-major bytes of one tensor: a read-only view of the mapped file that ends with [#close].
  /// They begin at any address, not only at multiples of the element size.
  ///
  /// @throws NoSuchElementException if there is no such tensor
  MemorySegment bytes(String name);

  /// One tensor as an array that lies over the mapped bytes where its type allows it; see [Tensors#of]. It must not be
  /// changed in place, and has to be closed before these weights.
  ///
  /// @throws NoSuchElementException if there is no such tensor
  default NDArray array(String name, Scope scope) {
    var info = find(name).orElseThrow();
    return Tensors.of(scope, bytes(name), info.type(), info.dims());
  }

  /// What the file says about itself, `format` = `pt` say; of shards, what any of them says.
  Map<String, String> metadata();

  /// The file that holds this tensor.
  ///
  /// @throws NoSuchElementException if there is no such tensor
  Path file(String name);

  /// Unmaps the files. Whoever made an array over [#bytes] closes it first: a touch afterwards ends the process.
  @Override
  void close();
}

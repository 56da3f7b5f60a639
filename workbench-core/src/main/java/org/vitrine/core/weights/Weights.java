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
import org.vitrine.core.weights.python.NpzFile;
import org.vitrine.core.weights.python.TorchFile;

/// The named tensors of one safetensors file or of a folder of shards, mapped into memory: a tensor's bytes are read
/// from disk when they are touched. Safe for use by several threads until it is closed.
public interface Weights extends AutoCloseable {
  String FILE = "model.safetensors";
  String INDEX = "model.safetensors.index.json";

  /// What a model folder calls its weights, the first that is there being taken.
  List<String> NAMES = List.of(FILE, INDEX, "pytorch_model.bin", "pytorch_model.bin.index.json");

  /// Opens a folder with one of [#NAMES], an index file, or a single file: safetensors, what `torch.save` wrote, or NumPy's `.npz`.
  ///
  /// @throws Problem if there is no such file, or if it is malformed: one key for each way in which it can be
  static Weights open(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) return file(fileOrFolder);
    for (var name : NAMES) {
      var file = fileOrFolder.resolve(name);
      if (Files.exists(file)) return file(file);
    }
    throw Form.instead(fileOrFolder);
  }

  private static Weights file(Path file) {
    if (file.toString().endsWith(".index.json")) return ShardedWeights.open(file);
    return one(file);
  }

  /// Opens a single file by what its first bytes say it is.
  static Weights one(Path file) {
    return switch (Form.of(file)) {
      case TORCH -> TorchFile.open(file);
      case NUMPY -> NpzFile.open(file);
      case SAFETENSORS -> SafetensorsFile.open(file);
    };
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

package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tensor.Tensors;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.Weights;

/// The checkpoints of one run: `checkpoints/step-N` with model, tokenizer, optimizer and what the loop must remember;
/// `best` and `final` with model and tokenizer alone. Each appears whole or not at all.
final class Checkpoints {
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";

  /// What the loop must remember besides arrays. No generator state: random numbers are a function of (seed, stream, step).
  ///
  /// @param tokens tokens seen
  /// @param updates of the optimizer: steps without a label are none
  /// @param scale of the loss in float16, null in other precisions
  record State(
      long step, Best.State best, long tokens, long updates, LossScale.@Nullable State scale) {
    static final State START = new State(0, Best.State.NONE, 0, 0, null);
  }

  /// Writes model and tokenizer files into a folder.
  interface Folder {
    void save(Path into) throws IOException;
  }

  /// Looks at a folder, which sentences call by the name that it is going to have.
  interface Check {
    void look(Path written, Path named);
  }

  private final Path root;

  Checkpoints(Path run) {
    root = run;
  }

  Path write(State state, Folder model, Map<String, NDArray> optimizer) {
    var target = step(state.step());
    Disk.appear(
        target,
        beside -> {
          Files.createDirectories(beside);
          model.save(beside);
          SafetensorsWriter.writeArrays(beside.resolve(OPTIMIZER), optimizer, Map.of());
          Files.writeString(beside.resolve(STATE), Json.pretty(state));
        });
    return target;
  }

  Path writeModel(String name, Folder model) {
    return writeModel(name, model, (_, _) -> {});
  }

  /// @param check looks at what was written before it takes its place; what it throws keeps it from there
  Path writeModel(String name, Folder model, Check check) {
    var target = root.resolve(name);
    Disk.appear(
        target,
        beside -> {
          Files.createDirectories(beside);
          model.save(beside);
          check.look(beside, target);
        });
    return target;
  }

  /// Keeps the newest `limit` checkpoints (0: all).
  void prune(int limit) {
    if (limit <= 0) return;
    var all = steps();
    for (var old : all.subList(0, Math.max(0, all.size() - limit))) {
      try {
        Disk.delete(old);
      } catch (IOException _) {
        // A file that somebody holds open; the next pruning takes it.
      }
    }
  }

  /// The newest whole checkpoint, null for none.
  @Nullable Path latest() {
    var all = steps();
    return all.isEmpty() ? null : all.getLast();
  }

  Path folder(String name) {
    return root.resolve(name);
  }

  boolean has(long step) {
    return Files.exists(step(step).resolve(STATE));
  }

  static State state(Path checkpoint) {
    return Json.read(checkpoint.resolve(STATE), State.class);
  }

  /// @return the optimizer's arrays by name, living in `scope`
  static Map<String, NDArray> optimizer(Path checkpoint, Scope scope) {
    var arrays = new LinkedHashMap<String, NDArray>();
    try (var weights = Weights.open(checkpoint.resolve(OPTIMIZER))) {
      for (var tensor : weights.tensors()) {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        // a copy, since the map ends here
        arrays.put(
            tensor.name(),
            Tensors.ownFloat(
                Tensors.of(scope, weights.bytes(tensor.name()), tensor.type(), shape)));
      }
    }
    return arrays;
  }

  private Path step(long step) {
    return root.resolve("checkpoints").resolve("step-" + step);
  }

  private List<Path> steps() {
    var folder = root.resolve("checkpoints");
    if (!Files.isDirectory(folder)) return List.of();
    try (var all = Files.list(folder)) {
      return all.filter(each -> Files.exists(each.resolve(STATE)))
          .filter(each -> each.getFileName().toString().matches("step-\\d+"))
          .sorted(
              Comparator.comparingLong(
                  each -> Long.parseLong(each.getFileName().toString().substring(5))))
          .toList();
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
  }
}

package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Readback;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A Hugging Face folder once more, with its shards joined and its floats of another type; whole numbers and everything
/// that is not a weight stay as they are.
final class FolderConversion {
  private static final List<String> KEPT =
      List.of(".json", ".txt", ".model", ".md", ".jinja", "license", "licence", "notice");

  private FolderConversion() {}

  static void convert(
      Path folder,
      Path file,
      Path out,
      @Nullable DType dtype,
      @Nullable Card card,
      Progress progress) {
    try (var weights = Weights.open(file)) {
      Disk.appear(
          out,
          beside -> {
            Files.createDirectories(beside);
            copy(folder, beside);
            write(weights, beside.resolve(Weights.FILE), dtype, progress);
            if (dtype != null) config(beside.resolve("config.json"), dtype);
            if (card != null)
              Files.writeString(beside.resolve("README.md"), card.markdown(told(weights, dtype)));
          });
    }
  }

  /// Copies what belongs to a model besides its weights.
  static void copy(Path from, Path to) throws IOException {
    try (var all = Files.list(from)) {
      for (var file : all.filter(FolderConversion::kept).toList())
        Files.copy(file, to.resolve(file.getFileName().toString()));
    }
  }

  private static boolean kept(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file) || name.startsWith(".") || name.endsWith(".index.json"))
      return false;
    return KEPT.stream()
        .anyMatch(each -> each.startsWith(".") ? name.endsWith(each) : name.startsWith(each));
  }

  private static void write(Weights weights, Path to, @Nullable DType dtype, Progress progress) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    var done = new AtomicLong();
    int total = weights.tensors().size();
    for (var tensor : weights.tensors()) {
      var type = dtype != null && tensor.type().floating() ? dtype : tensor.type();
      var name = tensor.name();
      entries.put(
          name,
          new Entry(
              type,
              tensor.shape(),
              sink -> {
                progress.at("convert.weights", done.getAndIncrement(), 2L * total);
                FloatTypes.convert(name, tensor.type(), weights.bytes(name), type, sink);
              }));
    }
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    metadata.putIfAbsent("format", "pt");
    SafetensorsWriter.write(to, entries, metadata);
    Readback.compare(to, entries, to.getFileName());
  }

  private static void config(Path file, DType dtype) throws IOException {
    if (!(Json.read(file) instanceof ObjectNode config))
      throw new Problem("model.config_form", file);
    config.put(config.has("dtype") ? "dtype" : "torch_dtype", dtype.torchName());
    Files.writeString(file, Json.pretty(config));
  }

  private static String told(Weights weights, @Nullable DType dtype) {
    return "Made by Vitrine: %d tensors in one file, %s."
        .formatted(
            weights.tensors().size(),
            dtype == null ? "types as they were" : "floats stored as " + dtype.torchName());
  }
}

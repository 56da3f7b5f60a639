package org.vitrine.core.model.convert;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.model.convert.Llama2cLayout.Tensor;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Readback;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.SafetensorsWriter.Sink;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A Llama in llama2.c's flat file as a Hugging Face folder, with the tokenizer that lies beside it.
final class Llama2cConversion {
  private Llama2cConversion() {}

  /// The flat file that `source` is, or the only one that it holds.
  static Optional<Path> file(Path source) {
    if (Files.isRegularFile(source))
      return Llama2cLayout.of(source).isPresent() ? Optional.of(source) : Optional.empty();
    if (Files.isRegularFile(source.resolve("config.json"))) return Optional.empty();
    try (var inside = Files.list(source)) {
      var all = inside.filter(each -> Files.isRegularFile(each) && named(each)).toList();
      var fit = all.stream().filter(each -> Llama2cLayout.of(each).isPresent()).toList();
      return fit.size() == 1 ? Optional.of(fit.getFirst()) : Optional.empty();
    } catch (IOException e) {
      throw new Problem("base.read", e, source, Disk.reason(e));
    }
  }

  private static boolean named(Path file) {
    return file.toString().endsWith(".bin");
  }

  static void convert(Path file, Path out, @Nullable DType dtype, Card card, Progress progress) {
    var layout = Llama2cLayout.of(file).orElseThrow();
    var type = dtype == null ? DType.F32 : dtype;
    var pieces = Llama2cTokenizer.beside(file, layout.words());
    Disk.appear(
        out,
        folder -> {
          Files.createDirectories(folder);
          try (var arena = Arena.ofConfined()) {
            weights(layout, Disk.map(file, arena), type, folder, progress);
          }
          Files.writeString(folder.resolve("config.json"), Json.pretty(config(layout, type)));
          if (pieces.isPresent()) pieces.get().write(folder, layout.places());
          var told = told(file, layout, type, pieces.isPresent());
          Files.writeString(folder.resolve("README.md"), card.markdown(told));
        });
  }

  private static void weights(
      Llama2cLayout layout, MemorySegment all, DType type, Path folder, Progress progress) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    var tensors = layout.tensors();
    var done = new AtomicLong();
    for (var tensor : tensors) {
      entries.put(
          tensor.name(),
          new Entry(
              type,
              tensor.shape(),
              sink -> {
                progress.at("convert.weights", done.getAndIncrement(), 2L * tensors.size());
                write(tensor, all.asSlice(tensor.at(), tensor.bytes()), type, sink);
              }));
    }
    var file = folder.resolve(Weights.FILE);
    SafetensorsWriter.write(file, entries, Map.of("format", "pt"));
    Readback.compare(file, entries, file.getFileName());
  }

  /// A head's rotary pairs lie side by side in the flat file, rows (0, 1), (2, 3), .., and half a head apart in the
  /// folder: rows 0, 2, 4, .. come first, then 1, 3, 5, ..
  private static void write(Tensor tensor, MemorySegment from, DType type, Sink sink)
      throws IOException {
    int head = tensor.head();
    if (head == 0) {
      FloatTypes.convert(tensor.name(), DType.F32, from, type, sink);
      return;
    }
    long rows = tensor.shape().getFirst(), row = from.byteSize() / rows;
    for (long first = 0; first < rows; first += head) {
      for (int i = 0; i < head; i++) {
        int source = i < head / 2 ? 2 * i : 2 * (i - head / 2) + 1;
        var bytes = from.asSlice((first + source) * row, row);
        FloatTypes.convert(tensor.name(), DType.F32, bytes, type, sink);
      }
    }
  }

  /// Epsilon and the slowness of positions are constants of llama2.c, which the file does not tell.
  private static ObjectNode config(Llama2cLayout layout, DType type) {
    var config = Json.object();
    config.putArray("architectures").add("LlamaForCausalLM");
    config.put("model_type", "llama");
    config.put("vocab_size", layout.words());
    config.put("hidden_size", layout.hidden());
    config.put("intermediate_size", layout.inner());
    config.put("num_hidden_layers", layout.layers());
    config.put("num_attention_heads", layout.heads());
    config.put("num_key_value_heads", layout.keys());
    config.put("head_dim", layout.head());
    config.put("hidden_act", "silu");
    config.put("max_position_embeddings", layout.places());
    config.put("rms_norm_eps", 1e-5);
    config.put("rope_theta", 10000.0);
    config.put("tie_word_embeddings", layout.tied());
    config.put("bos_token_id", 1);
    config.put("eos_token_id", 2);
    config.put("torch_dtype", type.torchName());
    return config;
  }

  private static String told(Path file, Llama2cLayout layout, DType type, boolean tokenizer)
      throws IOException {
    return """
    Made by Vitrine from `%s` (%d bytes, SHA-256 `%s`), a flat file of llama2.c. The rows of queries and keys were \
    regrouped from neighbouring rotary pairs to halves of a head; all %d tensors are stored as %s. Epsilon 1e-5 and theta \
    10000 are constants of llama2.c. %s\
    """
        .formatted(
            file.getFileName(),
            Files.size(file),
            Hashes.sha256(file),
            layout.tensors().size(),
            type.torchName(),
            tokenizer
                ? "`tokenizer.json` merges pieces in the order of their scores."
                : "No tokenizer lay beside the file.");
  }
}

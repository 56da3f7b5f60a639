package org.vitrine.core.model.convert;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.OnnxFile;
import org.vitrine.core.weights.Readback;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.SafetensorsWriter.Sink;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// An ONNX encoder as a Hugging Face folder.
final class OnnxConversion {
  private OnnxConversion() {}

  static void convert(Path onnx, Path out, @Nullable DType dtype, Card card, Progress progress) {
    try (var file = OnnxFile.open(onnx)) {
      var encoder = Encoder.of(file);
      var type = dtype != null ? dtype : table(encoder).tensor().type();
      Disk.appear(
          out,
          folder -> {
            Files.createDirectories(folder);
            weights(encoder, type, folder, progress);
            var config = config(encoder, type);
            var tokenizer = TokenizerFiles.beside(onnx);
            if (tokenizer.isPresent()) {
              TokenizerFiles.write(
                      tokenizer.get(),
                      folder,
                      config.path("vocab_size").asLong(0),
                      config.path("max_position_embeddings").asLong(0))
                  .ifPresent(pad -> config.put("pad_token_id", pad));
            }
            Files.writeString(folder.resolve("config.json"), Json.pretty(config));
            var done = told(onnx, encoder, type, tokenizer.isPresent());
            Files.writeString(folder.resolve("README.md"), card.markdown(done));
          });
    }
  }

  private static Matrix table(Encoder encoder) {
    return tensor(encoder, "embeddings.word_embeddings.weight");
  }

  private static Matrix tensor(Encoder encoder, String name) {
    return java.util.Objects.requireNonNull(encoder.tensors().get(name), name);
  }

  private static void weights(Encoder encoder, DType type, Path folder, Progress progress) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    var done = new AtomicLong();
    int total = encoder.tensors().size();
    encoder
        .tensors()
        .forEach((name, matrix) ->
            entries.put(
                name,
                new Entry(
                    type,
                    matrix.shape(),
                    sink -> {
                      progress.at("convert.weights", done.getAndIncrement(), 2L * total);
                      write(name, matrix, type, sink);
                    })));
    var file = folder.resolve(Weights.FILE);
    SafetensorsWriter.write(file, entries, Map.of("format", "pt"));
    Readback.compare(file, entries, file.getFileName());
  }

  private static void write(String name, Matrix matrix, DType type, Sink sink) throws IOException {
    var from = matrix.tensor();
    if (!matrix.transposed()) {
      FloatTypes.convert(name, from.type(), from.bytes(), type, sink);
      return;
    }
    try (var arena = Arena.ofConfined()) {
      var turned = arena.allocate(from.bytes().byteSize(), 8);
      turn(
          from.bytes(),
          turned,
          from.shape().getFirst(),
          from.shape().getLast(),
          from.type().bytes());
      FloatTypes.convert(name, from.type(), turned, type, sink);
    }
  }

  /// [rows, columns] to [columns, rows], elements of `size` bytes.
  private static void turn(
      MemorySegment from, MemorySegment to, long rows, long columns, int size) {
    for (long column = 0, at = 0; column < columns; column++) {
      for (long row = 0; row < rows; row++, at += size) {
        long source = (row * columns + column) * size;
        switch (size) {
          case 2 ->
              to.set(
                  ValueLayout.JAVA_SHORT_UNALIGNED,
                  at,
                  from.get(ValueLayout.JAVA_SHORT_UNALIGNED, source));
          case 4 ->
              to.set(
                  ValueLayout.JAVA_INT_UNALIGNED,
                  at,
                  from.get(ValueLayout.JAVA_INT_UNALIGNED, source));
          default ->
              to.set(
                  ValueLayout.JAVA_LONG_UNALIGNED,
                  at,
                  from.get(ValueLayout.JAVA_LONG_UNALIGNED, source));
        }
      }
    }
  }

  /// The sizes follow from the tensors; dropout and the spread of fresh weights are BERT's own (Devlin et al. 2018), which
  /// a graph for inference cannot tell and only tuning uses.
  private static ObjectNode config(Encoder encoder, DType type) {
    var words = table(encoder).shape();
    var config = Json.object();
    config.putArray("architectures").add("BertModel");
    config.put("model_type", "bert");
    config.put("vocab_size", words.getFirst());
    config.put("hidden_size", words.getLast());
    config.put("num_hidden_layers", encoder.layers());
    config.put("num_attention_heads", encoder.heads());
    config.put(
        "intermediate_size",
        tensor(encoder, "encoder.layer.0.intermediate.dense.bias").shape().getFirst());
    config.put("hidden_act", encoder.activation());
    config.put(
        "max_position_embeddings",
        tensor(encoder, "embeddings.position_embeddings.weight").shape().getFirst());
    config.put(
        "type_vocab_size",
        tensor(encoder, "embeddings.token_type_embeddings.weight").shape().getFirst());
    // The graph holds it as float32; written with as many digits as that needs, it is the number
    // that was meant.
    config.put("layer_norm_eps", Double.parseDouble(Float.toString((float) encoder.eps())));
    config.put("hidden_dropout_prob", 0.1);
    config.put("attention_probs_dropout_prob", 0.1);
    config.put("initializer_range", 0.02);
    config.put("position_embedding_type", "absolute");
    config.put("pad_token_id", 0);
    config.put("torch_dtype", type.torchName());
    return config;
  }

  private static String told(Path onnx, Encoder encoder, DType type, boolean tokenizer)
      throws IOException {
    long turned = encoder.tensors().values().stream().filter(Matrix::transposed).count();
    return """
    Made by Vitrine from `%s` (%d bytes, SHA-256 `%s`). The %d tensors were taken from the ONNX graph by what is computed \
    with them, %d matrices were transposed to [out, in], and all are stored as %s. Sizes, heads, activation and epsilon \
    in `config.json` come from the graph; dropout and initializer range are BERT’s defaults. %s\
    """
        .formatted(
            onnx.getFileName(),
            Files.size(onnx),
            Hashes.sha256(onnx),
            encoder.tensors().size(),
            turned,
            type.torchName(),
            tokenizer
                ? "`tokenizer.json` lost its own padding and truncation and is otherwise unchanged."
                : "No tokenizer lay beside the file.");
  }
}

package org.vitrine.core.model.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings the tokenizer that lies beside an ONNX file into a model folder.
final class TokenizerFiles {
  private static final List<String> NAMED = List.of("pad", "unk", "cls", "sep", "mask");

  private TokenizerFiles() {}

  /// The `tokenizer.json` that belongs to an ONNX file: named after it, beside it, or one folder up, as hubs lay it out.
  static Optional<Path> beside(Path onnx) {
    var stem = onnx.getFileName().toString().replaceFirst("\\.onnx$", "");
    var folder = onnx.toAbsolutePath().normalize().getParent();
    if (folder == null) return Optional.empty();
    var up = folder.getParent() == null ? folder : folder.getParent();
    return List.of(
            folder.resolve(stem + "-tokenizer.json"),
            folder.resolve("tokenizer.json"),
            up.resolve("tokenizer.json"))
        .stream()
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /// Writes `tokenizer.json` without its own padding and truncation, which belong to whoever makes batches, and a
  /// `tokenizer_config.json` that keeps `transformers` from assuming another treatment of capitals.
  ///
  /// @param words rows of the word table
  /// @return the id of the padding token
  static OptionalLong write(Path tokenizer, Path folder, long words, long positions)
      throws IOException {
    if (!(Json.read(tokenizer) instanceof ObjectNode all))
      throw new Problem("model.tokenizer_form", tokenizer);
    var vocabulary = all.path("model").path("vocab");
    long largest = -1;
    for (var id : vocabulary.isObject() ? vocabulary.values() : List.<JsonNode>of())
      largest = Math.max(largest, id.asLong(-1));
    for (var token : all.path("added_tokens"))
      largest = Math.max(largest, token.path("id").asLong(-1));
    if (largest >= words) throw new Problem("model.tokenizer_size", tokenizer, largest, words);
    all.putNull("truncation");
    all.putNull("padding");
    Files.writeString(folder.resolve("tokenizer.json"), Json.pretty(all));
    Files.writeString(folder.resolve("tokenizer_config.json"), Json.pretty(config(all, positions)));
    return id(all, "[PAD]");
  }

  private static ObjectNode config(JsonNode tokenizer, long positions) {
    var config = Json.object();
    boolean wordPieces = tokenizer.path("model").path("type").asString("").equals("WordPiece");
    config.put("tokenizer_class", wordPieces ? "BertTokenizer" : "PreTrainedTokenizerFast");
    var normalizer = tokenizer.path("normalizer");
    if (wordPieces && normalizer.path("type").asString("").equals("BertNormalizer")) {
      config.set("do_lower_case", normalizer.path("lowercase"));
      config.set("strip_accents", normalizer.path("strip_accents"));
      config.set("tokenize_chinese_chars", normalizer.path("handle_chinese_chars"));
    }
    config.put("model_max_length", positions);
    for (var name : NAMED) {
      var token = "[" + name.toUpperCase(java.util.Locale.ROOT) + "]";
      if (id(tokenizer, token).isPresent()) config.put(name + "_token", token);
    }
    return config;
  }

  private static OptionalLong id(JsonNode tokenizer, String token) {
    for (var added : tokenizer.path("added_tokens")) {
      var id = added.path("id");
      if (id.isIntegralNumber() && added.path("content").asString("").equals(token))
        return OptionalLong.of(id.longValue());
    }
    return OptionalLong.empty();
  }
}

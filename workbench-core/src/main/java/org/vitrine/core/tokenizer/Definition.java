package org.vitrine.core.tokenizer;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a folder says about its tokenizer.
///
/// @param text the `tokenizer.json` that the library loads: the file's own, or one made from the vocabulary
/// @param json the same as a tree
/// @param config `tokenizer_config.json`, empty if there is none
/// @param map `special_tokens_map.json`, empty if there is none
/// @param source the file that says how to split text, named in sentences
/// @param files all tokenizer files of the folder
record Definition(
    String text,
    ObjectNode json,
    ObjectNode config,
    ObjectNode map,
    Path source,
    List<Path> files) {

  private static final long LARGEST = 512L << 20;
  private static final List<String> NAMES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "chat_template.jinja");

  static Definition read(Path folder) {
    var files = NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    var config = optional(folder.resolve("tokenizer_config.json"));
    var map = optional(folder.resolve("special_tokens_map.json"));
    var whole = folder.resolve("tokenizer.json");
    if (Files.isRegularFile(whole)) {
      var text = string(whole);
      if (!(Json.parse(text, whole) instanceof ObjectNode json)
          || !(json.get("model") instanceof ObjectNode)
          || !Soundness.of(json)) throw new Problem("tokenizer.broken", whole);
      // Written anew only if the configuration changes something: what Java would spell otherwise
      // stays as it is.
      var used = Overrides.apply(json, config) ? Json.line(json) : text;
      return new Definition(used, json, config, map, whole, files);
    }
    var made = made(folder, config, map);
    return new Definition(
        Json.line(made), made, config, map, folder.resolve(source(folder)), files);
  }

  private static String source(Path folder) {
    return Files.isRegularFile(folder.resolve("vocab.txt")) ? "vocab.txt" : "vocab.json";
  }

  private static ObjectNode made(Path folder, ObjectNode config, ObjectNode map) {
    var added = optional(folder.resolve("added_tokens.json"));
    var words = folder.resolve("vocab.txt");
    if (Files.isRegularFile(words))
      return WordPieceJson.of(lines(words), new AddedTokens(config, map, added), config, words);
    var pieces = folder.resolve("vocab.json");
    var merges = folder.resolve("merges.txt");
    if (Files.isRegularFile(pieces) && Files.isRegularFile(merges)) {
      return ByteLevelJson.of(
          object(pieces), lines(merges), new AddedTokens(config, map, added), config, pieces);
    }
    if (!Files.isDirectory(folder)) throw new Problem("tokenizer.folder", folder);
    try (Stream<Path> all = Files.list(folder)) {
      var piece = all.filter(Definition::sentencePiece).findFirst();
      if (piece.isPresent()) throw new Problem("tokenizer.sentencepiece", piece.get());
    } catch (IOException e) {
      throw new Problem("base.read", e, folder, Disk.reason(e));
    }
    throw new Problem("tokenizer.missing", folder);
  }

  private static boolean sentencePiece(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.endsWith(".spm")
        || name.endsWith("piece.model")
        || name.equals("tokenizer.model")
        || name.endsWith("bpe.model");
  }

  private static ObjectNode optional(Path file) {
    return Files.isRegularFile(file) ? object(file) : Json.object();
  }

  private static ObjectNode object(Path file) {
    JsonNode json = Json.parse(string(file), file);
    if (json instanceof ObjectNode object) return object;
    throw new Problem("tokenizer.broken", file);
  }

  private static String string(Path file) {
    try {
      if (Files.size(file) > LARGEST) throw new Problem("tokenizer.broken", file);
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new Problem("tokenizer.broken", e, file);
    } catch (IOException e) {
      throw new Problem("base.read", e, file, Disk.reason(e));
    }
  }

  /// Lines as Python reads them: other separators of Unicode are tokens in some vocabularies.
  private static List<String> lines(Path file) {
    var text = string(file);
    var lines = new ArrayList<>(List.of(text.split("\r\n|\n|\r", -1)));
    if (lines.getLast().isEmpty()) lines.removeLast();
    return lines;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package org.vitrine.core.tokenizer;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
/// @param pieces what becomes of the pieces into which the library cuts a text
/// @param target the same for the language that a translator writes; null if it is the one that it reads
record Definition(
    String text,
    ObjectNode json,
    ObjectNode config,
    ObjectNode map,
    Path source,
    List<Path> files,
    Pieces pieces,
    @Nullable Definition target) {

  /// What becomes of the library's pieces.
  enum Pieces {
    AS_CUT,
    /// `json` has the ids and `text` only says how to cut: a piece's id is that of its name.
    BY_NAME,
    /// [NumberCommas] cuts some once more.
    NUMBER_COMMAS
  }

  private static final long LARGEST = 512L << 20;

  /// Our name for the `tokenizer.json` of what is written, where it has other words than what is read.
  private static final String TARGET = "target_tokenizer.json";

  private static final List<String> NAMES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "spiece.model",
          "sentencepiece.bpe.model",
          "spm.model",
          "tokenizer.model",
          "source.spm",
          "target.spm",
          "target_vocab.json",
          TARGET,
          "chat_template.jinja",
          "chat_template.json");

  static Definition read(Path folder) {
    var files = NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    var config = optional(folder.resolve("tokenizer_config.json"));
    var map = optional(folder.resolve("special_tokens_map.json"));
    var whole = folder.resolve("tokenizer.json");
    if (Files.isRegularFile(whole)) {
      var other = folder.resolve(TARGET);
      var target =
          Files.isRegularFile(other)
              ? whole(other, Json.object(), Json.object(), files, null)
              : null;
      return whole(whole, config, map, files, target);
    }
    return made(folder, new AddedTokens(config, map, optional(folder.resolve("added_tokens.json"))))
        .with(files);
  }

  private static Definition whole(
      Path file, ObjectNode config, ObjectNode map, List<Path> files, @Nullable Definition target) {
    var text = string(file);
    if (!(Json.parse(text, file) instanceof ObjectNode json)
        || !(json.get("model") instanceof ObjectNode)
        || !Soundness.of(json)) throw new Problem("tokenizer.broken", file);
    // Written anew only if the configuration changes something: what Java would spell otherwise
    // stays as it is.
    var used = Overrides.apply(json, config) ? Json.line(json) : text;
    return new Definition(used, json, config, map, file, files, Pieces.AS_CUT, target);
  }

  private static Definition made(Path folder, AddedTokens added) {
    var words = folder.resolve("vocab.txt");
    if (Files.isRegularFile(words))
      return of(WordPieceJson.of(lines(words), added, added.config(), words), added, words);
    var pieces = folder.resolve("vocab.json");
    var merges = folder.resolve("merges.txt");
    if (Files.isRegularFile(pieces) && Files.isRegularFile(merges)) {
      var json = ByteLevelJson.of(object(pieces), lines(merges), added, added.config(), pieces);
      return of(json, added, pieces);
    }
    if (Marian.in(folder)) return marian(folder, added);
    var file = SentencePieceFamily.file(folder);
    if (file != null) {
      var model = SentencePieceModel.read(file);
      var config = optional(folder.resolve("config.json"));
      var family = SentencePieceFamily.of(added.config(), config, model);
      return of(SentencePieceJson.of(model, family, added), family.fill(added), file)
          .with(family.cutsNumberCommas() ? Pieces.NUMBER_COMMAS : Pieces.AS_CUT);
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

  private static Definition marian(Path folder, AddedTokens added) {
    boolean apart = added.config().path("separate_vocabs").asBoolean(false);
    var reads = folder.resolve("source.spm");
    var writes = folder.resolve("target.spm");
    var own = folder.resolve("vocab.json");
    var other = apart ? folder.resolve("target_vocab.json") : own;
    for (var needed : List.of(writes, other))
      if (!Files.isRegularFile(needed))
        throw new Problem("tokenizer.file", folder, String.valueOf(needed.getFileName()));
    var target = side(writes, other, added, null);
    return side(reads, own, added, target);
  }

  private static Definition side(
      Path cuts, Path names, AddedTokens added, @Nullable Definition target) {
    var json = Json.object();
    var cutter = Marian.cutter(SentencePieceModel.read(cuts), object(names), added, json);
    var files = SentencePieceFamily.MARIAN.fill(added);
    return new Definition(
        Json.line(cutter),
        json,
        files.config(),
        files.map(),
        cuts,
        List.of(),
        Pieces.BY_NAME,
        target);
  }

  private static Definition of(ObjectNode json, AddedTokens added, Path source) {
    return new Definition(
        Json.line(json), json, added.config(), added.map(), source, List.of(), Pieces.AS_CUT, null);
  }

  private Definition with(List<Path> all) {
    var other = target == null ? null : target.with(all);
    return new Definition(text, json, config, map, source, all, pieces, other);
  }

  private Definition with(Pieces how) {
    return new Definition(text, json, config, map, source, files, how, target);
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

  boolean byName() {
    return pieces == Pieces.BY_NAME;
  }
}

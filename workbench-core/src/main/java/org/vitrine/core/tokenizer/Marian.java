package org.vitrine.core.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// Marian's translators [Junczys-Dowmunt et al. 2018]: `source.spm` and `target.spm` cut the text of one language each,
/// and `vocab.json` has the ids, not the SentencePiece files. A code `>>fr<<` before a text names the language to
/// translate into and is one token.
final class Marian {
  private Marian() {}

  static boolean in(Path folder) {
    return Files.isRegularFile(folder.resolve("source.spm"))
        && Files.isRegularFile(folder.resolve("vocab.json"));
  }

  /// @param pieces `vocab.json` of this side
  /// @param json receives what `tokenizer.json` would say about names and ids
  /// @return the text that the library loads, whose own ids mean nothing
  static ObjectNode cutter(
      SentencePieceModel model, ObjectNode pieces, AddedTokens files, ObjectNode json) {
    var ids = new LinkedHashMap<String, Integer>();
    for (var each : pieces.properties()) ids.put(each.getKey(), each.getValue().asInt(-1));
    var parts = new LinkedHashMap<String, String>();
    for (var part : Special.PARTS) {
      var name = files.of(part, SentencePieceFamily.MARIAN.usual(part));
      if (name != null && !name.isEmpty()) parts.put(part, name);
    }
    for (var part : List.of("unk_token", "eos_token"))
      if (!ids.containsKey(parts.getOrDefault(part, "")))
        throw new Problem("tokenizer.part", model.file(), parts.getOrDefault(part, part));
    json.putObject("model").set("vocab", pieces);
    json.set("added_tokens", files.list(ids, parts));
    // Ids in tokenizer_config.json are those of vocab.json, which the cutter does not have.
    var bare = files.config().deepCopy();
    bare.remove("added_tokens_decoder");
    return SentencePieceJson.of(
        model, SentencePieceFamily.MARIAN, new AddedTokens(bare, files.map(), Json.object()));
  }

  /// Length of the language code that a text begins with, 0 if it has none.
  static int code(String text) {
    int end = text.startsWith(">>") ? text.indexOf("<<", 2) : -1;
    return end < 0 ? 0 : end + 2;
  }

  /// @param special tokens that stand for themselves
  static String decode(List<String> tokens, Collection<String> special) {
    var text = new StringBuilder();
    boolean begins = true;
    for (var token : tokens) {
      boolean own = special.contains(token);
      if (own) text.append(token).append(' ');
      else
        text.append(
            begins && token.startsWith(SentencePieceModel.SPACE) ? token.substring(1) : token);
      begins = own;
    }
    return text.toString().replace(SentencePieceModel.SPACE, " ").strip();
  }
}

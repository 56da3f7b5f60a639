package org.vitrine.core.tokenizer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ObjectNode;

/// A `tokenizer.json` for folders that carry only `vocab.json` and `merges.txt`: byte-level BPE as GPT-2 has it
/// [Radford et al. 2019], and with sentence marks as RoBERTa has it [Liu et al. 2019].
final class ByteLevelJson {
  private static final List<String> GPT2 = List.of("GPT2", "GPTNeo", "OPT");
  private static final List<String> ROBERTA = List.of("Roberta", "Bart", "Longformer", "LED");

  private ByteLevelJson() {}

  /// @param merges lines of `merges.txt`; @param file named in sentences
  /// @throws Problem `tokenizer.kind` for a class with other rules, `tokenizer.part` if a special token is missing
  static ObjectNode of(
      ObjectNode pieces, List<String> merges, AddedTokens added, ObjectNode config, Path file) {
    var kind = config.path("tokenizer_class").asString("").replaceFirst("Tokenizer(Fast)?$", "");
    boolean marks =
        ROBERTA.contains(kind) || (kind.isEmpty() && pieces.has("<s>") && pieces.has("</s>"));
    if (!marks && !kind.isEmpty() && !GPT2.contains(kind))
      throw new Problem("tokenizer.kind", file, kind + "Tokenizer");
    var vocab = new LinkedHashMap<String, Integer>();
    for (var each : pieces.properties()) vocab.put(each.getKey(), each.getValue().asInt(-1));
    var parts = new LinkedHashMap<String, String>();
    for (var part : Special.PARTS) {
      var name = added.of(part, marks ? mark(part) : end(part));
      if (name != null && !name.isEmpty()) parts.put(part, name);
    }

    boolean space = config.path("add_prefix_space").asBoolean(false);
    var json = Json.object().put("version", "1.0");
    var list = added.list(vocab, parts);
    json.set("added_tokens", list);
    list.forEach(
        token -> vocab.putIfAbsent(token.path("content").asString(), token.path("id").asInt()));
    json.set("pre_tokenizer", byteLevel(space, true));
    json.set(
        "post_processor",
        marks ? sentence(vocab, parts, space, file) : start(vocab, parts, config, file));
    json.set("decoder", byteLevel(true, true));
    var model = json.putObject("model").put("type", "BPE");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false);
    model.set("vocab", pieces);
    var rules = model.putArray("merges");
    for (int i = 0; i < merges.size(); i++) {
      var line = merges.get(i);
      if (!line.isBlank() && !(i == 0 && line.startsWith("#version"))) rules.add(line);
    }
    return json;
  }

  private static String mark(String part) {
    return switch (part) {
      case "bos_token", "cls_token" -> "<s>";
      case "eos_token", "sep_token" -> "</s>";
      default -> "<" + part.replace("_token", "") + ">";
    };
  }

  private static String end(String part) {
    return switch (part) {
      case "bos_token", "eos_token", "unk_token" -> "<|endoftext|>";
      default -> "";
    };
  }

  private static ObjectNode byteLevel(boolean space, boolean trim) {
    var node = Json.object().put("type", "ByteLevel").put("add_prefix_space", space);
    return node.put("trim_offsets", trim).put("use_regex", true);
  }

  private static ObjectNode sentence(
      Map<String, Integer> vocab, Map<String, String> parts, boolean space, Path file) {
    var node = Json.object().put("type", "RobertaProcessing");
    for (var part : List.of("sep", "cls")) {
      var name = parts.getOrDefault(part + "_token", mark(part + "_token"));
      node.putArray(part).add(name).add(id(vocab, name, file));
    }
    return node.put("trim_offsets", true).put("add_prefix_space", space);
  }

  private static ObjectNode start(
      Map<String, Integer> vocab, Map<String, String> parts, ObjectNode config, Path file) {
    var bos = parts.getOrDefault("bos_token", "<|endoftext|>");
    if (!config.path("add_bos_token").asBoolean(false)) return byteLevel(true, false);
    var node = Json.object().put("type", "TemplateProcessing");
    for (var form : List.of("single", "pair")) {
      var list = node.putArray(form);
      for (var text : List.of("A", "B")) {
        if (form.equals("single") && text.equals("B")) continue;
        int type = text.equals("A") ? 0 : 1;
        list.addObject().putObject("SpecialToken").put("id", bos).put("type_id", type);
        list.addObject().putObject("Sequence").put("id", text).put("type_id", type);
      }
    }
    var entry = node.putObject("special_tokens").putObject(bos).put("id", bos);
    entry.putArray("ids").add(id(vocab, bos, file));
    entry.putArray("tokens").add(bos);
    return node;
  }

  private static int id(Map<String, Integer> vocab, String name, Path file) {
    var id = vocab.get(name);
    if (id == null) throw new Problem("tokenizer.part", file, name);
    return id;
  }
}

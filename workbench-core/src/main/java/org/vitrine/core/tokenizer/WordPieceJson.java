package org.vitrine.core.tokenizer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A `tokenizer.json` for folders of BERT's kind that carry only `vocab.txt`: WordPiece [Devlin et al. 2018].
final class WordPieceJson {
  private static final Set<String> KINDS =
      Set.of(
          "",
          "Bert",
          "DistilBert",
          "Electra",
          "MobileBert",
          "SqueezeBert",
          "ConvBert",
          "LayoutLM",
          "Lxmert");

  private WordPieceJson() {}

  /// @param lines one token a line; a token that stands twice has the later id, as in the reference
  /// @throws Problem `tokenizer.kind` for a class with other rules, `tokenizer.part` if a special token is missing
  static ObjectNode of(List<String> lines, AddedTokens added, ObjectNode config, Path file) {
    var kind = config.path("tokenizer_class").asString("").replaceFirst("Tokenizer(Fast)?$", "");
    if (!KINDS.contains(kind)) throw new Problem("tokenizer.kind", file, kind + "Tokenizer");
    var vocab = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < lines.size(); i++) vocab.put(lines.get(i), i);
    var parts = new LinkedHashMap<String, String>();
    for (var part : List.of("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")) {
      var usual =
          part.startsWith("mask")
              ? "[MASK]"
              : "[" + part.substring(0, 3).toUpperCase(java.util.Locale.ROOT) + "]";
      var name = added.of(part, usual);
      if (name != null) parts.put(part, name);
    }
    for (var part : List.of("unk_token", "cls_token", "sep_token")) {
      var name =
          parts.getOrDefault(
              part, "[" + part.substring(0, 3).toUpperCase(java.util.Locale.ROOT) + "]");
      if (!vocab.containsKey(name)) throw new Problem("tokenizer.part", file, name);
    }

    var json = Json.object().put("version", "1.0");
    json.set("added_tokens", added.list(vocab, parts));
    var normalizer =
        json.putObject("normalizer").put("type", "BertNormalizer").put("clean_text", true);
    normalizer.put("handle_chinese_chars", config.path("tokenize_chinese_chars").asBoolean(true));
    if (config.path("strip_accents").isBoolean())
      normalizer.put("strip_accents", config.path("strip_accents").asBoolean());
    else normalizer.putNull("strip_accents");
    normalizer.put("lowercase", config.path("do_lower_case").asBoolean(true));
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    json.set("post_processor", template(vocab, parts));
    json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    var model = json.putObject("model").put("type", "WordPiece");
    model.put("unk_token", parts.get("unk_token"));
    model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
    model.set("vocab", Json.mapper().valueToTree(vocab));
    return json;
  }

  /// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, the second text and its end with type 1.
  private static ObjectNode template(Map<String, Integer> vocab, Map<String, String> parts) {
    var cls = parts.getOrDefault("cls_token", "[CLS]");
    var sep = parts.getOrDefault("sep_token", "[SEP]");
    var template = Json.object().put("type", "TemplateProcessing");
    for (var form : List.of("single", "pair")) {
      var list = template.putArray(form);
      place(list, "SpecialToken", cls, 0);
      place(list, "Sequence", "A", 0);
      place(list, "SpecialToken", sep, 0);
      if (form.equals("pair")) {
        place(list, "Sequence", "B", 1);
        place(list, "SpecialToken", sep, 1);
      }
    }
    var ids = template.putObject("special_tokens");
    for (var name : List.of(cls, sep)) {
      var entry = ids.putObject(name).put("id", name);
      entry.putArray("ids").add(vocab.get(name));
      entry.putArray("tokens").add(name);
    }
    return template;
  }

  private static void place(ArrayNode list, String kind, String id, int type) {
    list.addObject().putObject(kind).put("id", id).put("type_id", type);
  }
}

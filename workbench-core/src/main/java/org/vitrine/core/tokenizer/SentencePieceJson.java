package org.vitrine.core.tokenizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A `tokenizer.json` for folders that carry only SentencePiece files.
///
/// SentencePiece prepares text by its own rules (replacements of characters, spaces tidied or not, one put in front),
/// which are spelt out here as normalizers of the library; what a family does before is put before them.
final class SentencePieceJson {
  private static final String SPACE = SentencePieceModel.SPACE;

  private final SentencePieceModel model;
  private final SentencePieceFamily family;
  private final ObjectNode config;
  private final boolean prefix;
  // The reference's later reading: a space goes before the text alone, not before what follows a
  // special token.
  private final boolean first;

  private SentencePieceJson(
      SentencePieceModel model, SentencePieceFamily family, ObjectNode config) {
    this.model = model;
    this.family = family;
    this.config = config;
    prefix = model.prefix() && config.path("add_prefix_space").asBoolean(true);
    first =
        (family == SentencePieceFamily.T5 || family == SentencePieceFamily.LLAMA)
            && !config.path("legacy").asBoolean(true);
  }

  /// @throws Problem `tokenizer.part` if the tokens that go around a text have no id
  static ObjectNode of(SentencePieceModel model, SentencePieceFamily family, AddedTokens files) {
    var made = new SentencePieceJson(model, family, files.config());
    var vocabulary = SentencePieceVocabulary.of(model, family);
    var tokens = SentencePieceTokens.of(vocabulary, family, files);
    var json = Json.object().put("version", "1.0");
    json.set("added_tokens", tokens.list());
    json.set("normalizer", made.normalizer());
    json.set("pre_tokenizer", made.preTokenizer());
    json.set("post_processor", made.template(tokens.parts(), tokens.ids()));
    json.set("decoder", made.decoder());
    json.set("model", vocabulary.json());
    return json;
  }

  private ObjectNode normalizer() {
    var sequence = Json.object().put("type", "Sequence");
    var list = sequence.putArray("normalizers");
    beforehand(list);
    if (model.charsmap().length > 0)
      list.addObject().put("type", "Precompiled").put("precompiled_charsmap", model.charsmap());
    if (model.tidy()) {
      replace(list, (first ? "" : "\\A +|") + "[ ▁]+\\z", "");
      replace(list, " {2,}", " ");
      // A space alone is no word.
      if (cutsAtPunctuation()) replace(list, " +(?=[!-/:-@\\[-`{-~\\p{P}])", "");
    }
    if (prefix && !first && !cutsAtPunctuation())
      list.addObject().put("type", "Prepend").put("prepend", SPACE);
    if (!first && !cutsAtPunctuation()) literally(list, " ", SPACE);
    return sequence;
  }

  /// What the family's own code does to a text before SentencePiece gets it.
  private void beforehand(ArrayNode list) {
    boolean lower = config.path("do_lower_case").asBoolean(family == SentencePieceFamily.ALBERT);
    switch (family) {
      case ALBERT, XLNET -> {
        // All that Python's str.split takes for space.
        if (config.path("remove_space").asBoolean(true)) replace(list, "[\\s\\x1c-\\x1f]+", " ");
        literally(list, "``", "\"");
        literally(list, "''", "\"");
        if (!config.path("keep_accents").asBoolean(false)) {
          list.addObject().put("type", "NFKD");
          replace(list, CombiningMarks.regex(), "");
        }
        if (lower) list.addObject().put("type", "Lowercase");
      }
      case DEBERTA_V2 -> {
        if (lower) list.addObject().put("type", "Lowercase");
      }
      default -> {}
    }
  }

  private static void replace(ArrayNode list, String regex, String by) {
    list.addObject()
        .put("type", "Replace")
        .put("content", by)
        .putObject("pattern")
        .put("Regex", regex);
  }

  private static void literally(ArrayNode list, String text, String by) {
    list.addObject()
        .put("type", "Replace")
        .put("content", by)
        .putObject("pattern")
        .put("String", text);
  }

  private tools.jackson.databind.JsonNode preTokenizer() {
    if (!model.tidy() && !first) return Json.mapper().nullNode();
    var spaces = Json.object().put("type", "Metaspace").put("replacement", SPACE);
    // Elsewhere the normalizers have put it there, which also does so before a space that the text
    // has.
    spaces.put(
        "prepend_scheme",
        !prefix ? "never" : first ? "first" : cutsAtPunctuation() ? "always" : "never");
    spaces.put("split", model.tidy() && !model.crossesSpaces());
    if (!cutsAtPunctuation()) return spaces;
    var sequence = Json.object().put("type", "Sequence");
    var list = sequence.putArray("pretokenizers");
    list.addObject().put("type", "Punctuation").put("behavior", "Isolated");
    list.add(spaces);
    return sequence;
  }

  private boolean cutsAtPunctuation() {
    return family == SentencePieceFamily.DEBERTA_V2
        && model.tidy()
        && config.path("split_by_punct").asBoolean(false);
  }

  private ObjectNode decoder() {
    var sequence = Json.object().put("type", "Sequence");
    var list = sequence.putArray("decoders");
    literally(list, SPACE, " ");
    list.addObject().put("type", "ByteFallback");
    list.addObject().put("type", "Fuse");
    if (prefix)
      list.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
    return sequence;
  }

  private ObjectNode template(Map<String, String> parts, Map<String, Integer> ids) {
    var template = Json.object().put("type", "TemplateProcessing");
    var used = new LinkedHashMap<String, Integer>();
    for (boolean two : new boolean[] {false, true}) {
      var list = template.putArray(two ? "pair" : "single");
      for (var place : family.template(two)) {
        int type = place.endsWith(":1") ? 1 : place.endsWith(":2") ? 2 : 0;
        var what = place.replaceFirst(":.$", "");
        if (List.of("A", "B").contains(what)) {
          list.addObject().putObject("Sequence").put("id", what).put("type_id", type);
          continue;
        }
        if (what.endsWith("?") && !wanted(what.substring(0, 3))) continue;
        var name = parts.getOrDefault(what.substring(0, 3) + "_token", "");
        var id = ids.get(name);
        if (id == null) throw new Problem("tokenizer.part", model.file(), what.substring(0, 3));
        used.put(name, id);
        list.addObject().putObject("SpecialToken").put("id", name).put("type_id", type);
      }
    }
    var special = template.putObject("special_tokens");
    used.forEach((name, id) -> {
      var entry = special.putObject(name).put("id", name);
      entry.putArray("ids").add(id);
      entry.putArray("tokens").add(name);
    });
    return template;
  }

  /// Decoders mark the start and leave the end open unless told otherwise.
  private boolean wanted(String part) {
    return config.path("add_" + part + "_token").asBoolean(part.equals("bos"));
  }
}

package org.vitrine.core.tokenizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ids of the tokens that have a part to play, −1 where a tokenizer has none.
public record Special(long pad, long cls, long sep, long mask, long unk, long bos, long eos) {

  /// The parts as `tokenizer_config.json` names them.
  static final String[] PARTS = {
    "pad_token", "cls_token", "sep_token", "mask_token", "unk_token", "bos_token", "eos_token"
  };

  /// Which token plays which part: what `tokenizer_config.json` or `special_tokens_map.json` says, and for parts that
  /// neither mentions what tokens of these names mean in BERT's, RoBERTa's and GPT-2's vocabularies.
  static Map<String, String> names(ObjectNode config, ObjectNode map, Vocabulary vocabulary) {
    var names = new LinkedHashMap<String, String>();
    for (var part : PARTS) {
      var name = content(config.has(part) ? config.get(part) : map.get(part));
      if (name == null && !config.has(part) && !map.has(part)) name = usual(part, vocabulary);
      if (name != null) names.put(part, name);
    }
    return names;
  }

  static Special of(Map<String, String> names, Vocabulary vocabulary) {
    var ids = new long[PARTS.length];
    for (int i = 0; i < ids.length; i++) {
      var name = names.get(PARTS[i]);
      ids[i] = name == null ? -1 : vocabulary.id(name);
    }
    return new Special(ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6]);
  }

  /// True for an id that stands for itself and not for a piece of text.
  boolean marks(long id) {
    return id == pad || id == cls || id == sep || id == mask || id == bos || id == eos;
  }

  /// A token's text, whether written plainly or as an object with its habits.
  static @Nullable String content(@Nullable JsonNode node) {
    if (node == null) return null;
    if (node.isString()) return node.asString();
    return node.get("content") instanceof JsonNode inner && inner.isString()
        ? inner.asString()
        : null;
  }

  private static @Nullable String usual(String part, Vocabulary vocabulary) {
    var bert = "[" + part.substring(0, 3).toUpperCase(java.util.Locale.ROOT) + "]";
    if (vocabulary.has("[CLS]") && vocabulary.has("[SEP]")) {
      if (part.equals("mask_token")) bert = "[MASK]";
      return vocabulary.has(bert) ? bert : null;
    }
    if (vocabulary.has("<|endoftext|>")) {
      return switch (part) {
        case "bos_token", "eos_token", "unk_token" -> "<|endoftext|>";
        default -> null;
      };
    }
    var sentence =
        switch (part) {
          case "pad_token" -> "<pad>";
          case "mask_token" -> "<mask>";
          case "unk_token" -> "<unk>";
          case "bos_token" -> "<s>";
          case "eos_token" -> "</s>";
          case "cls_token" -> vocabulary.has("<mask>") ? "<s>" : "";
          default -> vocabulary.has("<mask>") ? "</s>" : "";
        };
    return vocabulary.has(sentence) ? sentence : null;
  }
}

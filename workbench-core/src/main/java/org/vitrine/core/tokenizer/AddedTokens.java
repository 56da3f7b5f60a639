package org.vitrine.core.tokenizer;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tokens that stand beside a vocabulary's pieces, collected from the three files that may name them:
/// `added_tokens_decoder` of `tokenizer_config.json`, `special_tokens_map.json` and `added_tokens.json`.
record AddedTokens(ObjectNode config, ObjectNode map, ObjectNode added) {

  /// The token that plays a part: as the files say, else `usual`; null if they say that there is none.
  @Nullable String of(String part, @Nullable String usual) {
    if (config.has(part)) return Special.content(config.get(part));
    if (map.has(part)) return Special.content(map.get(part));
    return usual;
  }

  /// The list as `tokenizer.json` writes it, in the order of ids.
  ///
  /// @param vocab pieces with their ids; @param parts token for each part, as [#of] gives them
  ArrayNode list(Map<String, Integer> vocab, Map<String, String> parts) {
    var byId = new TreeMap<Integer, ObjectNode>();
    for (var each : config.path("added_tokens_decoder").properties()) {
      var content = Special.content(each.getValue());
      if (content != null && each.getKey().matches("\\d{1,9}"))
        byId.put(Integer.valueOf(each.getKey()), token(content, each.getValue(), false));
    }
    for (var each : added.properties()) {
      byId.computeIfAbsent(
          each.getValue().asInt(-1),
          _ -> token(each.getKey(), Json.object(), parts.containsValue(each.getKey())));
    }
    for (var part : parts.entrySet()) {
      var known = vocab.get(part.getValue());
      if (known == null)
        known = added.has(part.getValue()) ? added.get(part.getValue()).asInt(-1) : null;
      if (known == null || known < 0) continue;
      JsonNode habits =
          config.get(part.getKey()) instanceof ObjectNode o ? o : map.path(part.getKey());
      byId.computeIfAbsent(known, _ -> token(part.getValue(), habits, true));
      if (part.getKey().equals("mask_token")
          && part.getValue().equals("<mask>")
          && !habits.isObject()) byId.get(known).put("lstrip", true);
    }
    var list = Json.mapper().createArrayNode();
    byId.forEach((id, token) -> list.add(token.put("id", id)));
    return list;
  }

  private static ObjectNode token(String content, JsonNode habits, boolean special) {
    return Json.object()
        .put("id", 0)
        .put("content", content)
        .put("single_word", habits.path("single_word").asBoolean(false))
        .put("lstrip", habits.path("lstrip").asBoolean(false))
        .put("rstrip", habits.path("rstrip").asBoolean(false))
        .put("normalized", false)
        .put("special", habits.path("special").asBoolean(special));
  }
}

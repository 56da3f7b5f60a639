package org.vitrine.core.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.vitrine.core.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Added tokens that are looked for in normalized text, and of which their own normalizer leaves nothing: the library
/// would find such a token everywhere and end the process. They are looked for in the text as it is.
final class VanishingTokens {
  private static final Set<String> KEEP =
      Set.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Prepend", "ByteLevel");

  private VanishingTokens() {}

  /// @return what the library is to load
  /// @throws IOException if it cannot load it at all
  static HuggingFaceTokenizer load(Definition definition) throws IOException {
    var json = definition.json();
    if (definition.byName() || !takesAway(json.path("normalizer"))) return load(definition.text());
    boolean suspect = false;
    for (JsonNode token : json.path("added_tokens")) suspect |= normalized(token);
    if (!suspect) return load(definition.text());
    var bare = json.deepCopy();
    bare.putArray("added_tokens");
    var safe = json.deepCopy();
    try (var library = load(Json.line(bare))) {
      for (JsonNode token : safe.path("added_tokens")) {
        if (normalized(token)
            && library.encode(token.path("content").asString(""), false, false).getIds().length
                == 0) ((ObjectNode) token).put("normalized", false);
      }
    }
    return load(safe.equals(json) ? definition.text() : Json.line(safe));
  }

  private static HuggingFaceTokenizer load(String text) throws IOException {
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        Map.of("padding", "false", "truncation", "false"));
  }

  /// The format's own default is to normalize what is not special.
  private static boolean normalized(JsonNode token) {
    return token.isObject() && token.path("normalized").asBoolean(true);
  }

  private static boolean takesAway(JsonNode normalizer) {
    if (!normalizer.isObject()) return false;
    var type = normalizer.path("type").asString("");
    if (type.equals("Replace")) return normalizer.path("content").asString("").isEmpty();
    if (!type.equals("Sequence")) return !KEEP.contains(type);
    for (JsonNode part : normalizer.path("normalizers")) if (takesAway(part)) return true;
    return false;
  }
}

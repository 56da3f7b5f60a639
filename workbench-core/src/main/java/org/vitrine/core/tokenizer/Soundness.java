package org.vitrine.core.tokenizer;

import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// What must hold in a `tokenizer.json` beyond what the library checks when it loads one: with a template that names a
/// token which nobody defines, the library ends the whole process at the first pair that it is given.
final class Soundness {
  private Soundness() {}

  static boolean of(JsonNode json) {
    return model(json.path("model"))
        && processor(json.path("post_processor"))
        && normalizer(json.path("normalizer"));
  }

  private static boolean normalizer(JsonNode normalizer) {
    for (JsonNode part : normalizer.path("normalizers")) if (!normalizer(part)) return false;
    var map = normalizer.path("precompiled_charsmap");
    if (!map.isString()) return true;
    try {
      return Charsmap.sound(Base64.getDecoder().decode(map.asString()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean model(JsonNode model) {
    var vocab = model.path("vocab");
    for (JsonNode id : vocab.isObject() ? vocab : model.path("none"))
      if (!id.canConvertToInt() || id.asInt() < 0) return false;
    var unknown = model.path("unk_token");
    if (unknown.isString() && vocab.isObject() && !vocab.has(unknown.asString())) return false;
    var place = model.path("unk_id");
    return !place.isNumber() || (place.asLong() >= 0 && place.asLong() < vocab.size());
  }

  private static boolean processor(JsonNode processor) {
    for (JsonNode part : processor.path("processors")) if (!processor(part)) return false;
    if (!processor.path("type").asString("").equals("TemplateProcessing")) return true;
    var special = processor.path("special_tokens");
    for (JsonNode token : special) {
      var ids = token.path("ids");
      if (ids.isEmpty() || ids.size() != token.path("tokens").size()) return false;
    }
    for (var form : new String[] {"single", "pair"}) {
      for (JsonNode piece : processor.path(form)) {
        var name = piece.path("SpecialToken").path("id");
        if (name.isString() && !special.has(name.asString())) return false;
      }
    }
    return true;
  }
}

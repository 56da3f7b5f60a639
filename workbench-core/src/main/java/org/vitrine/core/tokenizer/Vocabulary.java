package org.vitrine.core.tokenizer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names and ids of all tokens of a `tokenizer.json`: those of its model, and those added on top.
final class Vocabulary {
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Set<Long> special = new HashSet<>();
  private long highest = -1;

  private Vocabulary() {}

  static Vocabulary of(ObjectNode json) {
    var all = new Vocabulary();
    var vocab = json.path("model").path("vocab");
    if (vocab instanceof ObjectNode object) {
      for (var each : object.properties()) all.add(each.getKey(), each.getValue().asLong(-1));
    } else { // unigram: pairs of token and score, the place is the id
      long id = 0;
      for (JsonNode pair : vocab) all.add(pair.path(0).asString(""), id++);
    }
    for (JsonNode token : json.path("added_tokens")) {
      long id = token.path("id").asLong(-1);
      all.add(token.path("content").asString(""), id);
      if (token.path("special").asBoolean(false)) all.special.add(id);
    }
    return all;
  }

  private void add(String name, long id) {
    ids.put(name, id);
    names.put(id, name);
    highest = Math.max(highest, id);
  }

  boolean has(String name) {
    return ids.containsKey(name);
  }

  /// −1 for a token that is not there.
  long id(String name) {
    return ids.getOrDefault(name, -1L);
  }

  @Nullable String name(long id) {
    return names.get(id);
  }

  boolean special(long id) {
    return special.contains(id);
  }

  /// One more than the highest id.
  long size() {
    return highest + 1;
  }
}

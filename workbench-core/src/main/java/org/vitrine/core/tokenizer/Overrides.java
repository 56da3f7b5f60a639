package org.vitrine.core.tokenizer;

import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// What `tokenizer_config.json` may change about a `tokenizer.json`, as in `transformers`: the BERT normalizer's three
/// switches, and whether byte-level pieces get a space in front. A switch that it does not mention stays as it is.
final class Overrides {
  private Overrides() {}

  /// @return true if something changed
  static boolean apply(ObjectNode json, ObjectNode config) {
    boolean changed = false;
    if (json.get("normalizer") instanceof ObjectNode n && type(n).equals("BertNormalizer")) {
      changed |= set(n, "lowercase", config.get("do_lower_case"));
      changed |= set(n, "strip_accents", config.get("strip_accents"));
      changed |= set(n, "handle_chinese_chars", config.get("tokenize_chinese_chars"));
    }
    if (json.get("pre_tokenizer") instanceof ObjectNode p && type(p).equals("ByteLevel")) {
      changed |= set(p, "add_prefix_space", config.get("add_prefix_space"));
    }
    return changed;
  }

  private static String type(ObjectNode node) {
    return node.path("type").asString("");
  }

  private static boolean set(
      ObjectNode node, String name, @org.jspecify.annotations.Nullable JsonNode value) {
    if (value == null || !(value.isBoolean() || value.isNull())) return false;
    if (value.isNull() && !name.equals("strip_accents")) return false;
    var old = Objects.requireNonNullElse(node.get(name), NullNode.getInstance());
    if (old.equals(value)) return false;
    node.set(name, value);
    return true;
  }
}

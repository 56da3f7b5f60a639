package org.vitrine.core.model;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `config.json` as a family reads it: every setting that changes the numbers is honoured or refused by name.
final class Settings {
  private final ObjectNode json;
  private final @Nullable Double dropout;

  /// @param dropout stands in the place of every rate that [#rate] reads; null keeps them
  Settings(ObjectNode json, @Nullable Double dropout) {
    this.json = json;
    this.dropout = dropout;
  }

  /// @throws Problem `model.setting` if it is no whole number in `low` .. 2³¹ − 1
  int integer(String name, int low, int otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < low)
      throw wrong(name, node);
    return node.intValue();
  }

  double number(String name, double otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) throw wrong(name, node);
    return node.doubleValue();
  }

  boolean flag(String name, boolean otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isBoolean()) throw wrong(name, node);
    return node.booleanValue();
  }

  String text(String name, String otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isString()) throw wrong(name, node);
    return node.stringValue();
  }

  /// A dropout rate in 0 .. 1.
  double rate(String name, double otherwise) {
    double own = number(name, otherwise);
    if (own < 0 || own >= 1) throw wrong(name, json.get(name));
    return dropout == null ? own : dropout;
  }

  boolean has(String name) {
    return !absent(json.get(name));
  }

  /// @throws Problem `model.unsupported` if a setting has any but one value
  void only(String name, String value) {
    if (!text(name, value).equals(value))
      throw new Problem("model.unsupported", name, json.get(name).asString());
  }

  void off(String... names) {
    for (var name : names) {
      if (flag(name, false)) throw new Problem("model.unsupported", name, true);
    }
  }

  /// Refuses a setting that holds anything.
  void none(String... names) {
    for (var name : names) {
      var node = json.get(name);
      if (!absent(node) && !(node.isContainer() && node.isEmpty())) {
        throw new Problem("model.unsupported", name, node.toString());
      }
    }
  }

  private static boolean absent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }

  private static Problem wrong(String name, @Nullable JsonNode found) {
    return new Problem("model.setting", name, String.valueOf(found));
  }
}

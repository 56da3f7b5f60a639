package org.vitrine.core.model.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `config.json` as a family reads it: every setting that changes the numbers is honoured or refused by name.
public final class Settings {
  public static final int MOST_LAYERS = 10_000;

  private final ObjectNode json;
  private final @Nullable Double dropout;
  private final String place;

  /// @param dropout stands in the place of every rate that [#rate] reads; null keeps them
  public Settings(ObjectNode json, @Nullable Double dropout) {
    this(json, dropout, "");
  }

  private Settings(ObjectNode json, @Nullable Double dropout, String place) {
    this.json = json;
    this.dropout = dropout;
    this.place = place;
  }

  /// Says nothing, so that everything is as usual.
  public static Settings empty() {
    return new Settings(new ObjectNode(JsonNodeFactory.instance), null);
  }

  /// The settings inside a setting, which sentences name as `name.setting`; null if it holds none.
  public @Nullable Settings inside(String name) {
    var node = json.get(name);
    if (absent(node) || node.isObject() && node.isEmpty()) return null;
    if (!(node instanceof ObjectNode object)) throw wrong(name, node);
    return new Settings(object, dropout, place + name + ".");
  }

  /// Words in a list; null if there is none.
  public @Nullable List<String> texts(String name) {
    var node = json.get(name);
    if (absent(node)) return null;
    if (!node.isArray()) throw wrong(name, node);
    var all = new ArrayList<String>();
    for (var each : node) {
      if (!each.isString()) throw wrong(name, node);
      all.add(each.stringValue());
    }
    return all;
  }

  /// Whether a setting is there and says null, which means none where silence means the usual.
  public boolean isNull(String name) {
    return json.path(name).isNull();
  }

  public JsonNode raw(String name) {
    return json.path(name);
  }

  /// @throws Problem `model.setting` if it is no whole number in `low` .. 2³¹ − 1
  public int integer(String name, int low, int otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < low)
      throw wrong(name, node);
    return node.intValue();
  }

  /// One number for height and width, or a list of both.
  public int[] sizes(String name, int otherwise) {
    var node = json.get(name);
    if (absent(node)) return new int[] {otherwise, otherwise};
    if (node.isArray()) return integers(name, 2, otherwise, otherwise);
    int both = integer(name, 1, otherwise);
    return new int[] {both, both};
  }

  /// Whole numbers above 0 in a list.
  ///
  /// @param count how many, 0 for any; @param otherwise where nothing is said
  public int[] integers(String name, int count, int... otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isArray() || count > 0 && node.size() != count || node.size() > 1000)
      throw wrong(name, node);
    var all = new int[node.size()];
    for (int i = 0; i < all.length; i++) {
      var each = node.get(i);
      if (!each.isIntegralNumber() || !each.canConvertToInt() || each.intValue() < 1)
        throw wrong(name, node);
      all[i] = each.intValue();
    }
    return all;
  }

  /// The place of a setting among what it may be; the first where nothing is said.
  public int oneOf(String name, String... allowed) {
    int at = java.util.List.of(allowed).indexOf(text(name, allowed[0]));
    if (at < 0) throw unsupported(name);
    return at;
  }

  /// A number of layers, from `low` to as many as no model has: a tree of them is built before the weights are looked at.
  public int layers(String name, int low, int otherwise) {
    int count = integer(name, low, otherwise);
    if (count > MOST_LAYERS) throw wrong(name);
    return count;
  }

  public double number(String name, double otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) throw wrong(name, node);
    return node.doubleValue();
  }

  /// A number above 0.
  public double positive(String name, double otherwise) {
    double found = number(name, otherwise);
    if (found <= 0) throw wrong(name);
    return found;
  }

  /// Whether something is so. A setting that says null says no, as in the reference.
  public boolean flag(String name, boolean otherwise) {
    var node = json.get(name);
    if (node == null) return otherwise;
    if (node.isNull()) return false;
    if (!node.isBoolean()) throw wrong(name, node);
    return node.booleanValue();
  }

  public String text(String name, String otherwise) {
    var node = json.get(name);
    if (absent(node)) return otherwise;
    if (!node.isString()) throw wrong(name, node);
    return node.stringValue();
  }

  /// A dropout rate in 0 .. 1.
  public double rate(String name, double otherwise) {
    double own = number(name, otherwise);
    if (own < 0 || own >= 1) throw wrong(name, json.get(name));
    return dropout == null ? own : dropout;
  }

  public boolean has(String name) {
    return !absent(json.get(name));
  }

  /// @throws Problem `model.unsupported` if a setting has any but one value
  public void only(String name, String value) {
    if (!text(name, value).equals(value)) throw unsupported(name);
  }

  public void off(String... names) {
    for (var name : names) {
      if (flag(name, false)) throw unsupported(name);
    }
  }

  /// Refuses a setting that holds anything.
  public void none(String... names) {
    for (var name : names) {
      var node = json.get(name);
      if (!absent(node) && !(node.isContainer() && node.isEmpty())) {
        throw unsupported(name);
      }
    }
  }

  private static boolean absent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }

  /// That a setting makes no sense, by itself or beside others.
  public Problem wrong(String name) {
    return wrong(name, json.get(name));
  }

  private Problem wrong(String name, @Nullable JsonNode found) {
    return new Problem("model.setting", place + name, String.valueOf(found));
  }

  /// That a setting makes sense and is not honoured.
  public Problem unsupported(String name) {
    var found = json.path(name);
    return new Problem(
        "model.unsupported",
        place + name,
        found.isString() ? found.stringValue() : found.toString());
  }
}

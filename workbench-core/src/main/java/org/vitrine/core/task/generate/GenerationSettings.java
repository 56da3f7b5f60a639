package org.vitrine.core.task.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The values that stand under the names of `generation_config.json`, each of the kind that is asked for or refused with
/// `task.generation_setting` (`task.temperature`). What is absent or null has its default.
record GenerationSettings(ObjectNode json) {
  boolean absent(String name) {
    var node = json.get(name);
    return node == null || node.isNull();
  }

  /// Absent, or what switches a setting off: false, 0, nothing in it.
  boolean off(String name) {
    var node = json.get(name);
    return absent(name)
        || (node.isBoolean() && !node.booleanValue())
        || (node.isNumber() && node.doubleValue() == 0)
        || (node.isContainer() && node.isEmpty());
  }

  boolean flag(String name) {
    if (absent(name)) return false;
    if (!json.get(name).isBoolean()) throw wrong(name);
    return json.get(name).booleanValue();
  }

  boolean says(String name, String text) {
    return !absent(name) && json.get(name).isString() && json.get(name).stringValue().equals(text);
  }

  int whole(String name, int low, int otherwise) {
    return absent(name) ? otherwise : whole(json.get(name), name, low);
  }

  private int whole(JsonNode node, String name, int low) {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < low)
      throw wrong(name);
    return node.intValue();
  }

  double number(String name, double otherwise, double low, double high) {
    return absent(name) ? otherwise : number(json.get(name), name, low, high);
  }

  private double number(JsonNode node, String name, double low, double high) {
    if (!node.isNumber() || !(node.doubleValue() >= low && node.doubleValue() <= high))
      throw wrong(name);
    return node.doubleValue();
  }

  long id(String name) {
    return absent(name) ? -1 : id(json.get(name), name);
  }

  private long id(JsonNode node, String name) {
    return whole(node, name, Integer.MIN_VALUE);
  }

  /// One or a list.
  Set<Long> ids(String name) {
    var all = new LinkedHashSet<Long>();
    if (absent(name)) return all;
    var node = json.get(name);
    if (!node.isArray()) return Set.of(id(node, name));
    for (var each : node) all.add(id(each, name));
    return all;
  }

  private long[] run(JsonNode node, String name) {
    if (!node.isArray() || node.isEmpty()) throw wrong(name);
    return StreamSupport.stream(node.spliterator(), false)
        .mapToLong(each -> id(each, name))
        .toArray();
  }

  /// Lists of ids.
  List<long[]> runs(String name) {
    var all = new ArrayList<long[]>();
    for (var each : list(name)) all.add(run(each, name));
    return all;
  }

  /// Pairs of a list of ids and a number.
  List<Decoding.Bias> biases(String name) {
    var all = new ArrayList<Decoding.Bias>();
    for (var each : list(name)) {
      if (!each.isArray() || each.size() != 2) throw wrong(name);
      all.add(new Decoding.Bias(run(each.get(0), name), number(each.get(1), name, -1e9, 1e9)));
    }
    return all;
  }

  /// A pair of a whole number and a factor.
  Decoding.Decay decay(String name) {
    var pair = list(name);
    if (pair.size() != 2) throw wrong(name);
    return new Decoding.Decay(
        whole(pair.get(0), name, 0), number(pair.get(1), name, Double.MIN_NORMAL, 1e6));
  }

  /// One or a list.
  List<String> strings(String name) {
    var all = new ArrayList<String>();
    if (absent(name)) return all;
    var node = json.get(name);
    for (var each : node.isArray() ? node : List.of(node)) {
      if (!each.isString() || each.stringValue().isEmpty()) throw wrong(name);
      all.add(each.stringValue());
    }
    return all;
  }

  private List<JsonNode> list(String name) {
    if (off(name)) return List.of();
    if (!json.get(name).isArray()) throw wrong(name);
    return StreamSupport.stream(json.get(name).spliterator(), false).toList();
  }

  Problem wrong(String name) {
    if (name.equals("temperature")) return new Problem("task.temperature", json.get(name));
    return new Problem("task.generation_setting", name, json.get(name));
  }

  Problem unknown(String name) {
    return new Problem("task.generation_unknown", name, json.get(name));
  }
}

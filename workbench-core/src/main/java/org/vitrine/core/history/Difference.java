package org.vitrine.core.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.vitrine.core.base.Json;
import org.vitrine.core.history.Comparison.MetricPair;
import tools.jackson.databind.JsonNode;

/// What is not the same in two runs, field by field.
record Difference(Sql sql, Run a, Run b) {
  Comparison comparison() throws SQLException {
    return new Comparison(a.head(), b.head(), fields(), metrics());
  }

  private List<Comparison.Difference> fields() {
    var ours = flat(a);
    var theirs = flat(b);
    var all = new LinkedHashMap<>(ours);
    theirs.forEach(all::putIfAbsent);
    all.remove("recipe.name");
    var different = new ArrayList<Comparison.Difference>();
    for (var field : all.keySet()) {
      if (!Objects.equals(ours.get(field), theirs.get(field)))
        different.add(new Comparison.Difference(field, ours.get(field), theirs.get(field)));
    }
    return different;
  }

  private static Map<String, String> flat(Run run) {
    var fields = new LinkedHashMap<String, String>();
    flatten("recipe", run.recipe().toJson(), fields);
    flatten("environment", Json.mapper().valueToTree(run.environment()), fields);
    return fields;
  }

  private static void flatten(String name, JsonNode value, Map<String, String> into) {
    if (value.isNull()) return;
    if (!value.isContainer()) into.put(name, value.asString());
    for (var field : value.properties())
      flatten(name + "." + field.getKey(), field.getValue(), into);
    if (value.isArray())
      for (int i = 0; i < value.size(); i++) flatten(name + "." + (i + 1), value.get(i), into);
  }

  private List<MetricPair> metrics() throws SQLException {
    var names = new TreeSet<>(Metrics.names(sql, a.head().id()));
    names.addAll(Metrics.names(sql, b.head().id()));
    var pairs = new ArrayList<MetricPair>();
    for (var name : names) {
      pairs.add(
          new MetricPair(
              name,
              Metrics.ends(sql, a.head().id(), name).orElse(null),
              Metrics.ends(sql, b.head().id(), name).orElse(null)));
    }
    return pairs;
  }
}

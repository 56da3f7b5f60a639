package org.vitrine.ui.models;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Preferences;

/// How the list and the page of a model were left: group, order, tab, the model itself, and the nodes that stood open in each.
final class Remembered {
  private static final String NAME = "models.view";
  private static final int MOST = 20;

  /// @param open paths of open nodes by the model's folder
  private record Kept(
      String group,
      String order,
      String tab,
      @Nullable String model,
      Map<String, List<String>> open) {}

  private final Preferences preferences;

  Remembered(Preferences preferences) {
    this.preferences = preferences;
  }

  String group() {
    return kept().group();
  }

  void group(String group) {
    var k = kept();
    keep(new Kept(group, k.order(), k.tab(), k.model(), k.open()));
  }

  ModelIndex.Order order() {
    try {
      return ModelIndex.Order.valueOf(kept().order());
    } catch (IllegalArgumentException _) {
      return ModelIndex.Order.FOUND;
    }
  }

  void order(ModelIndex.Order order) {
    var k = kept();
    keep(new Kept(k.group(), order.name(), k.tab(), k.model(), k.open()));
  }

  String tab() {
    return kept().tab();
  }

  void tab(String tab) {
    var k = kept();
    keep(new Kept(k.group(), k.order(), tab, k.model(), k.open()));
  }

  @Nullable String model() {
    return kept().model();
  }

  void model(String path) {
    var k = kept();
    keep(new Kept(k.group(), k.order(), k.tab(), path, k.open()));
  }

  /// Paths of the nodes that stood open in this model, none if it was never looked at.
  Set<String> open(String model) {
    return Set.copyOf(kept().open().getOrDefault(model, List.of()));
  }

  void open(String model, String node, boolean on) {
    var k = kept();
    var all = new LinkedHashMap<>(k.open());
    var nodes = new LinkedHashSet<>(all.getOrDefault(model, List.of()));
    if (!(on ? nodes.add(node) : nodes.remove(node))) return;
    all.remove(model);
    all.put(model, List.copyOf(nodes));
    while (all.size() > MOST) all.remove(all.keySet().iterator().next());
    keep(new Kept(k.group(), k.order(), k.tab(), k.model(), all));
  }

  private void keep(Kept kept) {
    preferences.remember(NAME, kept);
  }

  private Kept kept() {
    var kept = preferences.recall(NAME, Kept.class);
    return kept == null || kept.open() == null
        ? new Kept(ModelIndex.ALL, ModelIndex.Order.FOUND.name(), "overview", null, Map.of())
        : kept;
  }
}

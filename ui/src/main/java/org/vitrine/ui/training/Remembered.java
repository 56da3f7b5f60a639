package org.vitrine.ui.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Preferences;
import tools.jackson.databind.node.ObjectNode;

/// The last recipe that was started, of all and of each model and task; kept with the settings.
final class Remembered {
  private static final String LAST = "train.last", EACH = "train.recipes";
  private static final int MOST = 30;

  private record Kept(Map<String, ObjectNode> recipes) {}

  private final Preferences preferences;

  Remembered(Preferences preferences) {
    this.preferences = preferences;
  }

  Optional<Recipe> last() {
    return read(preferences.recall(LAST, ObjectNode.class));
  }

  /// What was last tried with this model for this task.
  Optional<Recipe> of(String model, String task) {
    return read(all().get(key(model, task)));
  }

  void keep(Recipe recipe) {
    preferences.remember(LAST, recipe.toJson());
    var all = all();
    var key = key(recipe.model(), recipe.task());
    all.remove(key);
    all.put(key, recipe.withName(null).withProbes(java.util.List.of()).toJson());
    while (all.size() > MOST) all.remove(all.keySet().iterator().next());
    preferences.remember(EACH, new Kept(all));
  }

  private LinkedHashMap<String, ObjectNode> all() {
    var kept = preferences.recall(EACH, Kept.class);
    return kept == null || kept.recipes() == null
        ? new LinkedHashMap<>()
        : new LinkedHashMap<>(kept.recipes());
  }

  private static String key(String model, String task) {
    return task + " " + model;
  }

  private static Optional<Recipe> read(@Nullable ObjectNode json) {
    if (json == null) return Optional.empty();
    try {
      return Optional.of(Recipe.fromJson(json).withName(null).withProbes(java.util.List.of()));
    } catch (RuntimeException _) {
      return Optional.empty(); // an older form of recipe: the form begins afresh
    }
  }
}

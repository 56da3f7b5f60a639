package org.vitrine.ui.nav;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Preferences;

/// How data files are to be read, as somebody settled it: the page of the data tells it, the form of a run takes it over. Kept
/// with the settings, newest last.
public final class Sources {
  private static final String NAME = "data.sources";
  private static final int MOST = 30;

  private record Kept(Map<String, Recipe.Source> files) {}

  private final Preferences preferences;

  public Sources(Preferences preferences) {
    this.preferences = preferences;
  }

  /// The source that was settled for this file, one in which everything is guessed otherwise.
  public Recipe.Source of(String path) {
    return Optional.ofNullable(files().get(path)).orElseGet(() -> Recipe.Source.of(path));
  }

  public void keep(Recipe.Source source) {
    var all = files();
    all.remove(source.path());
    all.put(source.path(), source);
    while (all.size() > MOST) all.remove(all.keySet().iterator().next());
    preferences.remember(NAME, new Kept(all));
  }

  /// Newest first.
  public List<String> recent() {
    return List.copyOf(files().keySet()).reversed();
  }

  public @Nullable String last() {
    var all = recent();
    return all.isEmpty() ? null : all.getFirst();
  }

  private LinkedHashMap<String, Recipe.Source> files() {
    var kept = preferences.recall(NAME, Kept.class);
    return kept == null || kept.files() == null
        ? new LinkedHashMap<>()
        : new LinkedHashMap<>(kept.files());
  }
}

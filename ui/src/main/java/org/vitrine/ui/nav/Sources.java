package org.vitrine.ui.nav;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Preferences;

/// How data files are to be read, as somebody settled it: the page of the data tells it, the form of a run takes it over. A
/// settlement belongs to a content, wherever the file lies; kept with the settings, newest last.
public final class Sources {
  private static final String NAME = "data.sources";
  private static final int MOST = 30;

  /// @param files by path; `prints` the fingerprint that a path had; `contents` by fingerprint
  private record Kept(
      Map<String, Recipe.Source> files,
      @Nullable Map<String, String> prints,
      @Nullable Map<String, Recipe.Source> contents) {}

  private final Preferences preferences;

  public Sources(Preferences preferences) {
    this.preferences = preferences;
  }

  /// The source that was settled for this file, one in which everything is guessed otherwise.
  public Recipe.Source of(String path) {
    return Optional.ofNullable(kept().files().get(path)).orElseGet(() -> Recipe.Source.of(path));
  }

  /// How the file at `path`, whose content has this fingerprint, was settled before, here or elsewhere.
  public Optional<Recipe.Source> settled(String path, String fingerprint) {
    var contents = kept().contents();
    var found = contents == null ? null : contents.get(fingerprint);
    return Optional.ofNullable(found).map(s -> at(s, path));
  }

  /// Whether the file had another content when it was settled last.
  public boolean changed(String path, String fingerprint) {
    var prints = kept().prints();
    var before = prints == null ? null : prints.get(path);
    return before != null && !before.equals(fingerprint);
  }

  public void keep(Recipe.Source source, String fingerprint) {
    var kept = kept();
    var files = newest(kept.files(), source.path(), source);
    var prints = newest(kept.prints(), source.path(), fingerprint);
    var contents = newest(kept.contents(), fingerprint, source);
    preferences.remember(NAME, new Kept(files, prints, contents));
  }

  /// Data files that came with the program, none where there are none.
  public static List<Path> samples(Path starters) {
    var folder = starters.resolve("datasets");
    if (!Files.isDirectory(folder)) return List.of();
    try (var all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /// Newest first.
  public List<String> recent() {
    return List.copyOf(new LinkedHashMap<>(kept().files()).sequencedKeySet().reversed());
  }

  private static <V> Map<String, V> newest(@Nullable Map<String, V> old, String key, V value) {
    var all = old == null ? new LinkedHashMap<String, V>() : new LinkedHashMap<>(old);
    all.remove(key);
    all.put(key, value);
    while (all.size() > MOST) all.remove(all.keySet().iterator().next());
    return all;
  }

  private static Recipe.Source at(Recipe.Source s, String path) {
    return new Recipe.Source(
        path,
        s.text(),
        s.pair(),
        s.label(),
        s.encoding(),
        s.delimiter(),
        s.header(),
        s.validation());
  }

  private Kept kept() {
    var kept = preferences.recall(NAME, Kept.class);
    return kept == null || kept.files() == null ? new Kept(Map.of(), null, null) : kept;
  }
}

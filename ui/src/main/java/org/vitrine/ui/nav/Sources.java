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

  /// @param files by path; `prints` the fingerprint that a path had; `contents` by fingerprint; `cuts` tokens after which
  ///     the texts of a path are cut; `measures` the file that is measured on when this path is learnt from
  private record Kept(
      Map<String, Recipe.Source> files,
      @Nullable Map<String, String> prints,
      @Nullable Map<String, Recipe.Source> contents,
      @Nullable Map<String, Integer> cuts,
      @Nullable Map<String, String> measures) {}

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
    return Optional.ofNullable(found).map(s -> s.withPath(path));
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
    preferences.remember(NAME, new Kept(files, prints, contents, kept.cuts(), kept.measures()));
  }

  /// Tokens after which the texts of this file are cut, 0 for those that the model reads.
  public int cut(String path) {
    var cuts = kept().cuts();
    return cuts == null ? 0 : cuts.getOrDefault(path, 0);
  }

  public void cut(String path, int tokens) {
    var kept = kept();
    var cuts = newest(kept.cuts(), path, tokens);
    preferences.remember(
        NAME, new Kept(kept.files(), kept.prints(), kept.contents(), cuts, kept.measures()));
  }

  /// The file that is measured on when this one is learnt from, null for a part of it.
  public @Nullable String measure(String path) {
    var measures = kept().measures();
    var found = measures == null ? "" : measures.getOrDefault(path, "");
    return found.isEmpty() ? null : found;
  }

  public void measure(String path, @Nullable String other) {
    var kept = kept();
    var measures = newest(kept.measures(), path, other == null ? "" : other);
    preferences.remember(
        NAME, new Kept(kept.files(), kept.prints(), kept.contents(), kept.cuts(), measures));
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

  private Kept kept() {
    var kept = preferences.recall(NAME, Kept.class);
    return kept == null || kept.files() == null ? new Kept(Map.of(), null, null, null, null) : kept;
  }
}

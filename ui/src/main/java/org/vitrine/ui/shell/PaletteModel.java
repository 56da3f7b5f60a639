package org.vitrine.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Actions;
import org.vitrine.ui.kit.Preferences;

/// What the palette finds: by English and Chinese name, by other words and by pinyin initials; what was done lately first.
final class PaletteModel {
  private static final int A_GROUP = 6, RECENT = 12;
  private static final String KEPT = "palette.recent";

  private final Actions actions;
  private final Preferences preferences;
  private final Map<String, Names> names = new HashMap<>();

  PaletteModel(Actions actions, Preferences preferences) {
    this.actions = actions;
    this.preferences = preferences;
  }

  /// What an action is called; made once while the palette is open.
  private record Names(String english, String chinese, String initials) {
    static Names of(Action action) {
      var chinese = action.texts().get(Locale.SIMPLIFIED_CHINESE, action.textKey(), action.facts());
      return new Names(
          action.texts().get(Locale.ENGLISH, action.textKey(), action.facts()),
          chinese,
          Pinyin.initials(chinese));
    }
  }

  /// @param score 0 for no hit
  private record Hit(Action action, double score) {}

  /// The best of each group, groups in their order. `>` asks for commands only, `?` for explanations.
  List<Action> find(String typed) {
    var query = typed.strip();
    var only =
        query.startsWith(">")
            ? Action.Group.DO
            : query.startsWith("?") ? Action.Group.EXPLAIN : null;
    var words = only == null ? query : query.substring(1).strip();
    var recent = recent();
    var hits = new ArrayList<Hit>();
    for (var action : actions.all()) {
      if (only != null && action.group() != only || !action.enabled().getAsBoolean()) continue;
      double score = score(words, action);
      if (score == Fuzzy.NONE) continue;
      int at = recent.indexOf(action.id());
      hits.add(new Hit(action, score + (at < 0 ? 0 : 0.6 * (RECENT - at) / RECENT)));
    }
    hits.sort(Comparator.comparingDouble(Hit::score).reversed());
    var found = new ArrayList<Action>();
    for (var group : Action.Group.values()) {
      int most = only != null ? 12 : words.isEmpty() && group == Action.Group.EXPLAIN ? 2 : A_GROUP;
      hits.stream()
          .filter(h -> h.action().group() == group)
          .limit(most)
          .forEach(h -> found.add(h.action()));
    }
    return found;
  }

  private double score(String words, Action action) {
    if (words.isEmpty()) return 1;
    var called = names.computeIfAbsent(action.id(), _ -> Names.of(action));
    double best =
        Math.max(Fuzzy.score(words, called.english()), Fuzzy.score(words, called.chinese()));
    var initials = called.initials();
    if (!initials.isEmpty()
        && words.length() > 1
        && initials.contains(words.toLowerCase(Locale.ROOT))) {
      best = Math.max(best, 1.8);
    }
    return Math.max(best, 0.7 * Fuzzy.score(words, action.words()));
  }

  void done(Action action) {
    var recent = new ArrayList<>(recent());
    recent.remove(action.id());
    recent.addFirst(action.id());
    preferences.remember(
        KEPT, recent.subList(0, Math.min(RECENT, recent.size())).toArray(String[]::new));
    action.run();
  }

  private List<String> recent() {
    var kept = preferences.recall(KEPT, String[].class);
    return kept == null ? List.of() : List.of(kept);
  }
}

package org.vitrine.ui.home;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;

/// The sentences that came with the program, by language, in their order.
record Sentences(Map<String, List<String>> all) {
  private static final Sentences NONE = new Sentences(Map.of());

  private record File(List<String> en, List<String> zh) {}

  /// @param datasets folder with `sentences.json`; without it there are no sentences
  static Sentences of(Path datasets) {
    try {
      var file = Json.read(datasets.resolve("sentences.json"), File.class);
      return new Sentences(Map.of("en", List.copyOf(file.en()), "zh", List.copyOf(file.zh())));
    } catch (Problem e) {
      LoggerFactory.getLogger(Sentences.class).info("No showcase sentences", e);
      return NONE;
    }
  }

  /// The one after `now` in this language; the first if `now` is none of them.
  String after(String now, boolean chinese) {
    var list = all.getOrDefault(chinese ? "zh" : "en", List.of());
    return list.isEmpty() ? now : list.get((list.indexOf(now) + 1) % list.size());
  }

  boolean holds(String sentence) {
    return all.values().stream().anyMatch(list -> list.contains(sentence));
  }
}

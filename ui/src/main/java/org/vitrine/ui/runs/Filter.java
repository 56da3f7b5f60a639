package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vitrine.core.history.RunHead;

/// What is typed into the filter: words that the name, model or data hold, `tag:thesis`, `status:failed`, and comparisons
/// such as `accuracy > 0.9`, all of which must hold.
final class Filter {
  private static final Pattern COMPARISON =
      Pattern.compile("(\\w+)\\s*(>=|<=|>|<)\\s*(-?[\\d.]+(?:e-?\\d+)?)");

  private Filter() {}

  /// @param text as it was typed
  record Part(String text, Predicate<RunHead> holds) {}

  static Predicate<RunHead> of(String typed) {
    Predicate<RunHead> all = _ -> true;
    for (var part : parts(typed)) all = all.and(part.holds());
    return all;
  }

  /// What must hold, one by one: comparisons first, then words.
  static List<Part> parts(String typed) {
    var parts = new ArrayList<Part>();
    var comparisons = COMPARISON.matcher(typed);
    while (comparisons.find()) {
      var name = comparisons.group(1).toLowerCase(Locale.ROOT);
      var sign = comparisons.group(2);
      double bound;
      try {
        bound = Double.parseDouble(comparisons.group(3));
      } catch (NumberFormatException _) {
        continue; // still being typed
      }
      parts.add(new Part(comparisons.group(), run -> holds(value(run, name), sign, bound)));
    }
    for (var word : COMPARISON.matcher(typed).replaceAll(" ").split("\\s+")) {
      if (word.isEmpty()) continue;
      var low = word.toLowerCase(Locale.ROOT);
      parts.add(new Part(word, run -> says(run, low)));
    }
    return parts;
  }

  /// What the word that is being typed may become, each as the whole filter would then read.
  static List<String> completions(String typed, List<RunHead> runs) {
    int start = typed.lastIndexOf(' ') + 1;
    var word = typed.substring(start).toLowerCase(Locale.ROOT);
    if (word.isEmpty()) return List.of();
    var words = new TreeSet<String>();
    for (var run : runs) {
      for (var tag : run.tags()) words.add("tag:" + tag);
      words.add("state:" + run.status().name().toLowerCase(Locale.ROOT));
      words.add("model:" + Faces.file(run.model()));
      words.add("data:" + Faces.file(run.data()));
      var score = run.scoreName();
      if (score != null) words.add(score.substring(score.lastIndexOf('/') + 1) + " > ");
    }
    words.add("loss < ");
    words.add("steps > ");
    return words.stream()
        .filter(w -> !w.equals(word) && (!w.contains(" ") || w.endsWith(" ")))
        .filter(w -> w.toLowerCase(Locale.ROOT).startsWith(word))
        .map(w -> typed.substring(0, start) + w)
        .toList();
  }

  /// The same without one part.
  static String without(String typed, Part part) {
    return typed.replace(part.text(), " ").replaceAll("\\s+", " ").strip();
  }

  private static double value(RunHead run, String name) {
    var score = run.score();
    var loss = run.loss();
    return switch (name) {
      case "loss" -> loss == null ? Double.NaN : loss;
      case "steps", "step" -> run.step();
      default ->
          score != null && String.valueOf(run.scoreName()).endsWith(name) ? score : Double.NaN;
    };
  }

  private static boolean holds(double value, String sign, double bound) {
    return switch (sign) {
      case ">" -> value > bound;
      case "<" -> value < bound;
      case ">=" -> value >= bound;
      default -> value <= bound;
    };
  }

  private static boolean says(RunHead run, String word) {
    if (word.startsWith("tag:")) {
      return run.tags().stream()
          .anyMatch(t -> t.toLowerCase(Locale.ROOT).startsWith(word.substring(4)));
    }
    for (var name : List.of("status:", "state:")) {
      if (word.startsWith(name))
        return run.status()
            .name()
            .toLowerCase(Locale.ROOT)
            .startsWith(word.substring(name.length()));
    }
    if (word.startsWith("model:")) return holdsWord(run.model(), word.substring(6));
    if (word.startsWith("data:")) return holdsWord(run.data(), word.substring(5));
    var all =
        run.name() + " " + run.model() + " " + run.data() + " " + run.task() + " " + run.tags();
    return all.toLowerCase(Locale.ROOT).contains(word);
  }

  private static boolean holdsWord(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }
}

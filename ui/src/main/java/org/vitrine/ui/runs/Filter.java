package org.vitrine.ui.runs;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vitrine.core.history.RunHead;

/// What is typed into the filter: words that the name, model or data hold, `tag:thesis`, `status:failed`, and comparisons
/// such as `accuracy > 0.9`, all of which must hold.
final class Filter {
  private static final Pattern COMPARISON =
      Pattern.compile("(\\w+)\\s*(>=|<=|>|<)\\s*(-?[\\d.]+(?:e-?\\d+)?)");

  private Filter() {}

  static Predicate<RunHead> of(String typed) {
    Predicate<RunHead> all = _ -> true;
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
      all = all.and(run -> holds(value(run, name), sign, bound));
    }
    for (var word :
        COMPARISON.matcher(typed).replaceAll(" ").toLowerCase(Locale.ROOT).split("\\s+")) {
      if (!word.isEmpty()) all = all.and(run -> says(run, word));
    }
    return all;
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
    if (word.startsWith("status:")) {
      return run.status().name().toLowerCase(Locale.ROOT).startsWith(word.substring(7));
    }
    var all =
        run.name() + " " + run.model() + " " + run.data() + " " + run.task() + " " + run.tags();
    return all.toLowerCase(Locale.ROOT).contains(word);
  }
}

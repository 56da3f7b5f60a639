package org.vitrine.ui.training;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Words;

/// Estimates of time as a person reads them.
final class Times {
  private Times() {}

  /// `≈ 9 min`, `≈ 1–5 min`, `≈ 40 s – 3 min`.
  ///
  /// @param seconds low and high; null or empty for an empty text
  static String about(Words words, @Nullable List<Double> seconds) {
    var range = range(words, seconds);
    return range.isEmpty() ? "" : "≈ " + range;
  }

  /// A range needs no sign to be read as an estimate, one number does.
  static String headline(Words words, List<Double> seconds) {
    var range = range(words, seconds);
    return range.contains("–") ? range : "≈ " + range;
  }

  private static String range(Words words, @Nullable List<Double> seconds) {
    if (seconds == null || seconds.size() < 2) return "";
    var low = words.duration(Duration.ofSeconds(Math.round(seconds.getFirst())));
    var high = words.duration(Duration.ofSeconds(Math.round(seconds.getLast())));
    if (low.equals(high)) return high;
    var number = low.replaceFirst("^(\\d+) .*", "$1");
    boolean alike = low.equals(number + high.replaceFirst("^\\d+", ""));
    return alike && !low.contains(" h ") && !low.contains("小时")
        ? number + "–" + high
        : low + " – " + high;
  }
}

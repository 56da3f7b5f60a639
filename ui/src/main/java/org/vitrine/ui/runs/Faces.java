package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;

/// How runs are put into words: states, scores, times.
final class Faces {
  private Faces() {}

  static Label badge(RunHead run, Words words) {
    return Badge.of(status(run.status(), words), tone(run.status()), icon(run.status()));
  }

  static String status(RunStatus status, Words words) {
    return words.get("status." + status.name().toLowerCase(Locale.ROOT));
  }

  static Tone tone(RunStatus status) {
    return switch (status) {
      case FINISHED, RUNNING -> Tone.GOOD;
      case PAUSED, INTERRUPTED -> Tone.WARN;
      case FAILED -> Tone.BAD;
      case STOPPED, QUEUED -> Tone.NEUTRAL;
    };
  }

  private static Feather icon(RunStatus status) {
    return switch (status) {
      case FINISHED -> Feather.CHECK;
      case RUNNING -> Feather.ACTIVITY;
      case PAUSED -> Feather.PAUSE;
      case INTERRUPTED, FAILED -> Feather.ALERT_TRIANGLE;
      case STOPPED -> Feather.SQUARE;
      case QUEUED -> Feather.CLOCK;
    };
  }

  /// 93.0 % for shares, three decimals for losses, a dash where nothing was measured.
  static String score(RunHead run) {
    var score = run.score();
    if (score == null) return "–";
    return isShare(run) ? Numbers.percent(score) : String.format(Locale.ROOT, "%.3f", score);
  }

  /// Half the width of the 95 % interval, NaN where the score is no share of examples.
  static double interval(RunHead run) {
    var score = run.score();
    if (score == null || !isShare(run) || run.examples() == 0) return Double.NaN;
    return 1.96 * Math.sqrt(score * (1 - score) / run.examples());
  }

  static boolean isShare(RunHead run) {
    var name = String.valueOf(run.scoreName());
    return name.contains("accuracy") || name.contains("f1");
  }

  static String when(Instant time) {
    return DateTimeFormatter.ofPattern("MM-dd HH:mm").format(time.atZone(ZoneId.systemDefault()));
  }

  static Duration lasted(RunHead run) {
    var from = run.started();
    if (from == null) return Duration.ZERO;
    var to = run.ended() != null ? run.ended() : Instant.now();
    return Duration.between(from, to);
  }

  static String file(String path) {
    var parts = path.split("[/\\\\]");
    return parts.length == 0 ? path : parts[parts.length - 1];
  }
}

package org.vitrine.ui.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Run;
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
    return score == null ? "–" : score(run, score);
  }

  /// Another value of the metric that is the run’s score.
  static String score(RunHead run, double value) {
    return isShare(run) ? Numbers.percent(value) : String.format(Locale.ROOT, "%.3f", value);
  }

  /// Half the width of the 95 % interval, NaN where the score is no share of examples.
  static double interval(RunHead run) {
    var score = run.score();
    return score == null ? Double.NaN : interval(run, score);
  }

  static double interval(RunHead run, double value) {
    if (!isShare(run) || run.examples() == 0) return Double.NaN;
    return 1.96 * Math.sqrt(value * (1 - value) / run.examples());
  }

  /// ±1.7, empty where there is no interval.
  static String plusMinus(RunHead run) {
    double half = interval(run);
    return Double.isNaN(half) ? "" : "±" + String.format(Locale.ROOT, "%.1f", 100 * half);
  }

  /// An end of an interval in percent.
  static String bound(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * Math.clamp(share, 0, 1));
  }

  /// One decimal, with the minus of the window.
  static String signed(double points) {
    return String.format(Locale.ROOT, "%.1f", points).replace('-', '−');
  }

  /// Only an accuracy is a share of independent examples; an F1 has another interval.
  static boolean isShare(RunHead run) {
    return String.valueOf(run.scoreName()).contains("accuracy");
  }

  static boolean isLoss(RunHead run) {
    var name = scoreCurve(run);
    return name.contains("loss") || name.contains("perplexity");
  }

  static String scoreCurve(RunHead run) {
    return run.scoreName() == null ? "eval/loss" : run.scoreName();
  }

  /// The text key that names the score.
  static String scoreTitle(RunHead run) {
    return isShare(run)
        ? "score.accuracy"
        : scoreCurve(run).equals("eval/loss") ? "score.loss" : "score";
  }

  /// What happened, in a sentence; a failure says what its problem says.
  static String sentence(Run.Event event, Words words) {
    var notice = event.notice();
    if (event.kind().equals("failed"))
      return new Problem.Facts(notice.key(), notice.facts()).toProblem().sentence(words.locale());
    return notice.sentence(words.locale());
  }

  /// Three digits that matter.
  static String digits(double value) {
    if (value == 0 || !Double.isFinite(value)) return Numbers.compact(value);
    return Numbers.compact(new BigDecimal(value).round(new MathContext(3)).doubleValue());
  }

  /// 9:41 once it began, a dash before.
  static String time(RunHead run) {
    return run.started() == null ? "–" : Numbers.clock(lasted(run));
  }

  /// 13:20 today, 20 Nov before.
  static String when(Instant time, Words words) {
    var at = time.atZone(ZoneId.systemDefault());
    var today = LocalDate.now(ZoneId.systemDefault());
    if (at.toLocalDate().equals(today)) return DateTimeFormatter.ofPattern("HH:mm").format(at);
    if (at.toLocalDate().equals(today.minusDays(1))) return words.get("yesterday");
    return DateTimeFormatter.ofPattern(words.get("date"), words.locale()).format(at);
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

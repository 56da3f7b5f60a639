package org.vitrine.app.demo;

import java.util.Locale;
import org.vitrine.core.base.Texts;

/// Three accuracies, large, each with its interval on a common scale.
record Scores(Story story, Texts texts) {
  String html() {
    return score("before", story.tuned().before(), "")
        + score("after", story.tuned().after(), " best")
        + score("scratch", story.scratch().after(), "")
        + "<p class=\"note\">%s</p>"
            .formatted(
                texts.get(
                    "report.majority",
                    Html.escape(story.probes().classes().keySet().iterator().next()),
                    percent(story.probes().majority())));
  }

  private String score(String key, Interval interval, String style) {
    return """
    <div class="score%s"><h3>%s</h3><p class="big">%s</p>%s
    <p>%s</p><p class="quiet">%s</p></div>
    """
        .formatted(
            style,
            texts.get("report.score." + key),
            percent(interval.accuracy()),
            bar(interval),
            texts.get("report.of", interval.right(), interval.examples()),
            texts.get("report.interval", percent(interval.low()), percent(interval.high())));
  }

  /// From 0 to 100 %: the interval as a band, the value as a stroke, the most frequent answer as a hairline.
  private String bar(Interval interval) {
    return """
    <svg class="bar" viewBox="0 0 300 22" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="8" width="300" height="6" rx="3"/>
    <rect class="band" x="%.1f" y="5" width="%.1f" height="12" rx="4"/>
    <rect class="value" x="%.1f" y="2" width="3" height="18" rx="1.5"/>
    <rect class="chance" x="%.1f" y="0" width="1.2" height="22"/></svg>\
    """
        .formatted(
            300 * interval.low(),
            300 * (interval.high() - interval.low()),
            300 * interval.accuracy() - 1.5,
            300 * story.probes().majority());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}

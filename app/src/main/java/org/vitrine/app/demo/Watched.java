package org.vitrine.app.demo;

import java.util.List;
import java.util.Map;
import org.vitrine.core.base.Texts;
import org.vitrine.core.history.Run;

/// The probe messages: what each network said of them, and how the right answer's probability went.
record Watched(Story story, Texts texts) {
  String html() {
    var cards = new StringBuilder();
    for (int probe = 0; probe < story.probes().texts().size(); probe++) cards.append(card(probe));
    return cards.toString();
  }

  private String card(int number) {
    var probe = story.probes().texts().get(number);
    var right = String.valueOf(probe.label());
    var tuned = story.tuned().film(number);
    var scratch = story.scratch().film(number);
    if (tuned.isEmpty() || scratch.isEmpty()) return "";
    return """
    <article class="card"><blockquote>%s</blockquote>
    <p class="quiet">%s</p>
    <table>%s%s%s</table>
    %s<p class="quiet">%s</p></article>
    """
        .formatted(
            Html.escape(probe.text()),
            texts.get("report.right_answer", Html.escape(right)),
            row("before", tuned.getFirst(), right),
            row("after", tuned.getLast(), right),
            row("scratch", scratch.getLast(), right),
            curve(tuned, scratch, right),
            since(tuned, right));
  }

  private String row(String key, Run.Capture capture, String right) {
    var said = capture.answer().entrySet().iterator().next();
    boolean good = said.getKey().equals(right);
    return "<tr class=\"%s\"><th>%s</th><td>%s %s</td><td class=\"number\">%s</td></tr>"
        .formatted(
            good ? "good" : "bad",
            texts.get("report.says." + key),
            good ? "✓" : "✗",
            Html.escape(said.getKey()),
            Scores.percent(said.getValue()));
  }

  /// The probability of the right answer, a point a capture: captures are dense where learning is fast.
  private String curve(List<Run.Capture> tuned, List<Run.Capture> scratch, String right) {
    return """
    <svg class="spark" viewBox="0 0 300 74" role="img" aria-label="%s">
    <line class="hair" x1="0" x2="300" y1="70" y2="70"/><line class="hair" x1="0" x2="300" y1="37" y2="37"/><line class="hair" x1="0" x2="300" y1="4" y2="4"/>
    <path class="line s2" d="%s"/><path class="line s1" d="%s"/></svg>
    """
        .formatted(
            Html.escape(texts.get("report.probability")), path(scratch, right), path(tuned, right));
  }

  private static String path(List<Run.Capture> film, String right) {
    var path = new StringBuilder();
    for (int k = 0; k < film.size(); k++) {
      double x = 300.0 * k / Math.max(1, film.size() - 1);
      double y = 70 - 66 * probability(film.get(k).answer(), right);
      path.append("%s%.1f %.1f".formatted(k == 0 ? "M" : "L", x, y));
    }
    return path.toString();
  }

  static double probability(Map<String, Double> answer, String label) {
    return answer.getOrDefault(label, 0.0);
  }

  /// From which step on every capture had the right answer first.
  private String since(List<Run.Capture> film, String right) {
    long since = -1;
    for (var capture : film) {
      boolean good = capture.answer().keySet().iterator().next().equals(right);
      if (!good) since = -1;
      else if (since < 0) since = capture.step();
    }
    return since < 0 ? texts.get("report.not_right") : texts.get("report.right_since", since);
  }
}

package org.vitrine.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.vitrine.app.line.Figures;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Texts;

/// The report: one page that stands alone, without network, script or other files, light or dark as its reader likes it.
final class Report {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Story story;
  private final Texts texts;

  Report(Story story, Locale locale) {
    this.story = story;
    texts = Texts.of("org.vitrine.app.demo.texts", locale);
  }

  /// Writes the page, whole or not at all.
  void write(Path file) {
    Disk.write(file, page());
  }

  String page() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("language", texts.locale().getLanguage());
    parts.put("style", resource("report.css"));
    parts.put("title", text("report.title"));
    parts.put("when", DAY.format(story.when()) + " · " + Html.escape(computer()));
    parts.put("headline", headline());
    parts.put("lead", text("report.lead", name(), story.trainRows(), story.probes().rows()));
    parts.put("scores", new Scores(story, texts).html());
    parts.put("curves", curves());
    parts.put("watched", new Watched(story, texts).html());
    parts.put("looks", new Looks(story, texts).html());
    parts.put("facts", new Facts(story, texts).html());
    parts.put("foot", text("report.foot"));
    for (var heading : new String[] {"learnt", "said", "looked", "made"})
      parts.put("h_" + heading, text("report.h." + heading));
    return filled(resource("report.html"), parts).replaceAll("(\\d) %", "$1&nbsp;%");
  }

  private String headline() {
    return text("report.headline", Figures.time(story.tuned().seconds()));
  }

  private String name() {
    return "<b>" + Html.escape(String.valueOf(story.subject().model().getFileName())) + "</b>";
  }

  private String computer() {
    return story.computer().devices().stream().findFirst().map(d -> d.name()).orElse("");
  }

  private String curves() {
    double highest = Math.max(highest(story.tuned()), highest(story.scratch()));
    var loss =
        new Chart(text("report.loss"), Math.ceil(highest * 4) / 4, false)
            .with(text("report.tuned"), 1, story.tuned().loss(), true)
            .with(text("report.scratch"), 2, story.scratch().loss(), true);
    var accuracy =
        new Chart(text("report.accuracy"), 1, true)
            .with(text("report.tuned"), 1, story.tuned().accuracy(), false)
            .with(text("report.scratch"), 2, story.scratch().accuracy(), false);
    return figure(loss.svg(), text("report.loss"))
        + figure(accuracy.svg(), text("report.accuracy"));
  }

  private static double highest(Leg leg) {
    return Smooth.curve(leg.loss()).stream().mapToDouble(p -> p.value()).max().orElse(1);
  }

  private static String figure(String inside, String caption) {
    return "<figure>%s<figcaption>%s</figcaption></figure>".formatted(inside, Html.escape(caption));
  }

  private String text(String key, Object... facts) {
    return texts.get(key, facts);
  }

  private static String filled(String template, Map<String, String> parts) {
    var page = template;
    for (var part : parts.entrySet())
      page = page.replace("{{" + part.getKey() + "}}", part.getValue());
    return page;
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

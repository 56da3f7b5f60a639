package org.vitrine.app.demo;

import org.vitrine.app.line.Figures;
import org.vitrine.core.base.Texts;

/// How it was made, so that somebody can make it again.
record Facts(Story story, Texts texts) {
  String html() {
    var arguments = story.tuned().run().recipe().arguments();
    var model = story.model();
    var rows = new StringBuilder();
    row(
        rows,
        "model",
        story.subject().model().getFileName()
            + ", "
            + texts.get(
                "fact.layout",
                model.layers(),
                model.heads(),
                model.hidden(),
                Figures.count(model.head().parameters())));
    row(rows, "licence", story.licence());
    row(
        rows,
        "data",
        texts.get(
            "fact.rows",
            story.subject().train().getFileName(),
            story.trainRows(),
            story.subject().test().getFileName(),
            story.probes().rows()));
    row(
        rows,
        "recipe",
        texts.get(
            "fact.settings",
            Figures.number(arguments.numTrainEpochs()).replaceFirst("\\.0+$", ""),
            arguments.perDeviceTrainBatchSize(),
            Figures.number(arguments.learningRate()),
            arguments.maxLength(),
            arguments.seed()));
    row(
        rows,
        "time",
        texts.get(
            "fact.times",
            Figures.time(story.tuned().seconds()),
            Figures.time(story.scratch().seconds()),
            Figures.time(story.seconds())));
    row(rows, "speed", texts.get("fact.tokens", speed(story.tuned()), speed(story.scratch())));
    for (var device : story.computer().devices())
      row(
          rows,
          "computer",
          device.name()
              + ", "
              + texts.get("fact.cores", device.cores(), Figures.bytes(device.memory())));
    row(
        rows,
        "versions",
        String.join(
            ", ",
            story.computer().versions().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList()));
    row(rows, "runs", story.tuned().run().head().id() + ", " + story.scratch().run().head().id());
    row(rows, "again", "vitrine runs show " + story.tuned().run().head().id());
    return "<table class=\"facts\">" + rows + "</table>";
  }

  private void row(StringBuilder rows, String key, String value) {
    rows.append(
        "<tr><th>%s</th><td>%s</td></tr>".formatted(texts.get("fact." + key), Html.escape(value)));
  }

  /// Median of the steps' tokens a second.
  private static long speed(Leg leg) {
    var all =
        leg.curves().getOrDefault("train/tokens_per_second", java.util.List.of()).stream()
            .mapToDouble(p -> p.value())
            .sorted()
            .toArray();
    return all.length == 0 ? 0 : Math.round(all[all.length / 2]);
  }
}

package org.vitrine.app.demo;

import java.util.List;
import org.vitrine.core.base.Texts;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Raster;
import org.vitrine.core.insight.Scale;

/// Where the network looks, before and after: the head that moved most as arcs and as a film, and how far every head moved.
record Looks(Story story, Texts texts) {
  private static final int PROBE = 0;

  String html() {
    var film = story.tuned().film(PROBE).stream().map(Frame::of).toList();
    if (film.isEmpty()) return "";
    var moved = Moved.between(film.getFirst().maps(), film.getLast().maps());
    var head = moved.most();
    return "<p class=\"lead\">%s</p>"
            .formatted(
                texts.get(
                    "report.moved",
                    head.layer() + 1,
                    head.head() + 1,
                    Scores.percent(moved.of(head))))
        + arcs("report.before_training", film.getFirst(), head)
        + arcs("report.after_training", film.getLast(), head)
        + "<div class=\"film\">"
        + frames(film, head)
        + "</div>"
        + "<div class=\"heads\">"
        + grid(moved)
        + "</div>";
  }

  private String arcs(String key, Frame frame, Moved.Place head) {
    var about = texts.get(key, frame.step());
    return "<figure class=\"wide\"><figcaption>%s</figcaption>%s</figure>"
        .formatted(about, Arcs.svg(frame.tokens(), map(frame, head), about));
  }

  private static HeadMap map(Frame frame, Moved.Place head) {
    return frame.maps().map(head.layer(), head.head());
  }

  private String frames(List<Frame> film, Moved.Place head) {
    var all = new StringBuilder();
    for (var frame : film) {
      var map = map(frame, head);
      all.append("<figure>")
          .append(
              Html.picture(
                  pixels(map, false),
                  pixels(map, true),
                  texts.get("report.frame", frame.step()),
                  "map"));
      all.append("<figcaption>%d</figcaption></figure>".formatted(frame.step()));
    }
    return all.toString();
  }

  /// A pixel a weight; the page enlarges it.
  private static String pixels(HeadMap map, boolean dark) {
    int paper = dark ? Ink.DARK_PAPER : Ink.LIGHT_PAPER;
    var raster = new Raster(map, Scale.SQRT, Ink.VIOLET.table(dark), paper);
    return Html.data(raster.pixels(map.columns(), map.rows()), map.columns(), map.rows());
  }

  private String grid(Moved moved) {
    int layers = moved.shares().length, heads = moved.shares()[0].length;
    return Html.picture(cells(moved, false), cells(moved, true), texts.get("report.grid"), "grid")
        + "<p class=\"quiet\">%s<br>%s</p>"
            .formatted(texts.get("report.grid"), texts.get("report.grid_axes", layers, heads));
  }

  private static String cells(Moved moved, boolean dark) {
    int layers = moved.shares().length, heads = moved.shares()[0].length;
    var pixels = new int[layers * heads];
    for (int layer = 0; layer < layers; layer++) {
      for (int head = 0; head < heads; head++) {
        pixels[layer * heads + head] = Ink.VIOLET.at(Math.sqrt(moved.shares()[layer][head]), dark);
      }
    }
    return Html.data(pixels, heads, layers);
  }
}

package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.Comparison;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.charts.ChartData;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.Curve;
import org.vitrine.ui.charts.LossChart;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// Runs laid over one another: two charts with one crosshair, what differs between the first two, and whether that is more
/// than chance.
public final class OverlayScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final ObjectProperty<@Nullable Laid> laid = new SimpleObjectProperty<>();

  /// @param comparison of the first two
  private record Laid(
      List<RunHead> runs, List<Map<String, List<Point>>> curves, Comparison comparison) {}

  public OverlayScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(OverlayScreen.class);
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Overlay;
  }

  @Override
  public void enter(Route route) {
    if (!(route instanceof Route.Overlay(var runs)) || runs.size() < 2) return;
    ui.latest()
        .run(
            "overlay",
            () -> read(runs),
            laid::set,
            problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  private Laid read(List<String> runs) {
    var history = ui.workbench().history();
    var heads = new ArrayList<RunHead>();
    var curves = new ArrayList<Map<String, List<Point>>>();
    for (var run : runs) {
      heads.add(history.run(run).head());
      curves.add(history.curves(run));
    }
    return new Laid(heads, curves, history.compare(runs.get(0), runs.get(1)));
  }

  @Override
  public Node view() {
    var page = Boxes.column(14);
    Live.follow(
        page,
        laid,
        now -> {
          if (now != null) page.getChildren().setAll(content(now));
        });
    return Boxes.scroll(Boxes.pad(new VBox(page), 18, 22, 18, 22));
  }

  private List<Node> content(Laid now) {
    var first = chart(now, "train/loss", Style.SMOOTHED);
    var second =
        chart(
            now,
            now.curves().stream().anyMatch(c -> c.containsKey("eval/accuracy"))
                ? "eval/accuracy"
                : "eval/loss",
            Style.MARKED);
    second.crosshair().bindBidirectional(first.crosshair());
    var left = Card.of(words.get("loss"), first);
    var right = Card.of(words.get("score"), second);
    var row = Boxes.row(14, Boxes.grow(left), Boxes.grow(right));
    return List.of(
        new PageHead(words.get("overlay")),
        row,
        Labels.wrapped(verdict(now.runs()), "v-strong"),
        differences(now));
  }

  private LossChart chart(Laid now, String metric, Style style) {
    var data = new ChartData();
    data.xText(x -> words.get("step", Numbers.count(Math.round(x))));
    for (int i = 0; i < now.runs().size(); i++) {
      var curve = new Curve();
      for (var point : now.curves().get(i).getOrDefault(metric, List.of()))
        curve.add(point.step(), point.value());
      data.line(new Line(now.runs().get(i).name(), curve, i % 8 + 1, i % 4 + 1, style));
    }
    var chart = new LossChart(ui.theme(), words, data, false);
    chart.smoothing().set(ui.preferences().get().smoothing());
    Boxes.height(chart, 320);
    return chart;
  }

  /// Whether the scores of the first two differ beyond chance: their difference against its own standard error (two
  /// independent shares).
  private String verdict(List<RunHead> runs) {
    RunHead a = runs.get(0), b = runs.get(1);
    double x = Faces.interval(a), y = Faces.interval(b);
    if (Double.isNaN(x) || Double.isNaN(y) || a.score() == null || b.score() == null)
      return words.get("verdict.none");
    double difference = a.score() - b.score(), chance = Math.hypot(x, y);
    var better = difference > 0 ? a : b;
    var points = "%.1f".formatted(Math.abs(difference) * 100);
    return Math.abs(difference) <= chance
        ? words.get("verdict.same", a.name(), b.name(), points)
        : words.get("verdict.differ", better.name(), points);
  }

  private Node differences(Laid now) {
    var card = Card.of(words.get("difference"));
    var names =
        Boxes.row(
            8,
            cell("", false),
            cell(now.comparison().a().name(), true),
            cell(now.comparison().b().name(), true));
    card.getChildren().add(names);
    for (var each : now.comparison().differences()) {
      card.getChildren()
          .addAll(
              Boxes.rule(),
              Boxes.row(8, cell(each.field(), false), cell(each.a(), true), cell(each.b(), true)));
    }
    for (var metric : now.comparison().metrics()) {
      card.getChildren()
          .addAll(
              Boxes.rule(),
              Boxes.row(
                  8,
                  cell(metric.name(), false),
                  cell(number(metric.a()), true),
                  cell(number(metric.b()), true)));
    }
    return card;
  }

  private static String number(Comparison.@Nullable Ends ends) {
    return ends == null ? "–" : "%.4g".formatted(ends.last());
  }

  private static Node cell(@Nullable Object value, boolean strong) {
    var label = strong ? Labels.mono(String.valueOf(value)) : Labels.muted(String.valueOf(value));
    return Boxes.width(label, 300);
  }
}

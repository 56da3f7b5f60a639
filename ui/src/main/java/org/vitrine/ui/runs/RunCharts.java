package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.vitrine.core.history.Run;
import org.vitrine.ui.charts.ChartData;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.Curve;
import org.vitrine.ui.charts.LossChart;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The loss, large, and three small charts under it, with one crosshair for all.
final class RunCharts extends VBox {
  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final ChartData loss = new ChartData();
  private final LossChart large;
  private final Segments<Boolean> scale;
  private final Label smoothing = Labels.mono("");
  private final List<Small> small = new ArrayList<>();

  private record Small(ChartData data, LossChart chart, Curve curve, Label value) {}

  RunCharts(Ui ui, RunPageModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(RunCharts.class);
    var curves = model.curves();
    loss.line(new Line(words.get("line.train"), curves.get("train/loss"), 1, Style.SMOOTHED));
    loss.line(new Line(words.get("line.eval"), curves.get("eval/loss"), 2, Style.MARKED));
    loss.xText(x -> words.get("step", Numbers.count(Math.round(x))));
    large = new LossChart(ui.theme(), words, loss, false);
    large.smoothing().set(ui.preferences().get().smoothing());
    scale = new Segments<>(false).with(false, words.get("linear")).with(true, words.get("log"));
    large.logarithmic().bind(scale.value().map(on -> on));
    large
        .smoothing()
        .subscribe(
            s -> smoothing.setText(String.format(java.util.Locale.ROOT, "%.2f", s.doubleValue())));
    Boxes.height(large, 300);
    var legend = Labels.caption("— " + words.get("line.train") + "   ○ " + words.get("line.eval"));
    var card =
        Card.of(
            words.get("loss"),
            new Node[] {legend, Labels.caption(words.get("smoothing")), smoothing, scale},
            large);
    Boxes.style(this, "-fx-spacing", Boxes.em(14));
    getChildren().setAll(card, smalls());
  }

  private Node smalls() {
    var row = Boxes.row(12);
    row.getChildren().add(small("rate", "train/learning_rate", 4, Style.PLAIN));
    row.getChildren().add(small("norm", "train/grad_norm", 6, Style.SMOOTHED));
    row.getChildren().add(small("speed", "train/tokens_per_second", 3, Style.AREA));
    return row;
  }

  private Node small(String key, String metric, int series, Style style) {
    var data = new ChartData();
    var curve = model.curves().get(metric);
    data.line(new Line(words.get(key), curve, series, style));
    var chart = new LossChart(ui.theme(), words, data, true);
    Boxes.height(chart, 110);
    chart.crosshair().bindBidirectional(large.crosshair());
    var value = Labels.mono("");
    small.add(new Small(data, chart, curve, value));
    return Boxes.grow(Card.of(words.get(key), new Node[] {value}, chart));
  }

  void log() {
    scale.value().set(!scale.value().get());
  }

  void smooth(double by) {
    large.smoothing().set(Math.clamp(large.smoothing().get() + by, 0, 0.99));
  }

  void refresh(Run run) {
    var head = run.head();
    loss.end(head.ended() == null ? head.totalSteps() : Double.NaN);
    loss.best(best());
    large.changed();
    for (var each : small) {
      each.data().end(head.ended() == null ? head.totalSteps() : Double.NaN);
      double last = each.curve().last();
      each.value()
          .setText(
              Double.isNaN(last)
                  ? ""
                  : last >= 1000
                      ? Numbers.count(Math.round(last))
                      : Numbers.compact(Double.parseDouble("%.3g".formatted(last))));
      each.chart().changed();
    }
  }

  private ChartData.@org.jspecify.annotations.Nullable Best best() {
    var eval = model.curves().get("eval/loss");
    int best = -1;
    for (int i = 0; i < eval.size(); i++) {
      if (Double.isFinite(eval.y(i)) && (best < 0 || eval.y(i) < eval.y(best))) best = i;
    }
    if (best < 0) return null;
    return new ChartData.Best(
        eval.x(best), eval.y(best), words.get("best", "%.3f".formatted(eval.y(best))));
  }
}

package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.Run;
import org.vitrine.ui.charts.ChartData;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.ChartMenu;
import org.vitrine.ui.charts.Curve;
import org.vitrine.ui.charts.LossChart;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The loss, large, and small charts under it, with one crosshair for all.
final class RunCharts extends VBox {
  private static final int MOST_EPOCHS = 12;

  /// Pixels at 100 %.
  private static final double NARROW = 640;

  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final ChartData loss = new ChartData();
  private final LossChart large;
  private final Consumer<String> mark;
  private final Segments<Boolean> scale;
  private final Node evaluated;
  private final Label smoothing = Labels.mono("");
  private final List<Small> small = new ArrayList<>();

  private record Small(ChartData data, LossChart chart, Curve curve, Label value) {}

  /// @param mark begins a note at a place in the chart
  RunCharts(Ui ui, RunPageModel model, Consumer<String> mark) {
    this.ui = ui;
    this.model = model;
    this.mark = mark;
    words = ui.wordsOf(RunCharts.class);
    var curves = model.curves();
    loss.line(new Line(words.get("line.train"), curves.get("train/loss"), 1, Style.SMOOTHED));
    loss.line(new Line(words.get("line.eval"), curves.get("eval/loss"), 2, Style.MARKED));
    loss.xText(x -> words.get("step", Numbers.count(Math.round(x))));
    large = new LossChart(ui.theme(), words, loss, false);
    large.smoothing().bind(model.smoothing());
    scale =
        new Segments<>(model.logarithmic().get())
            .with(false, words.get("linear"))
            .with(true, words.get("log"));
    scale.value().addListener((_, _, on) -> model.logarithmic().set(on));
    Live.follow(this, model.logarithmic(), on -> scale.value().set(on));
    large.logarithmic().bind(scale.value().map(on -> on));
    large.onMark(x -> mark.accept(words.get("step", Numbers.count(Math.round(x)))));
    large
        .smoothing()
        .subscribe(s -> smoothing.setText(String.format(Locale.ROOT, "%.2f", s.doubleValue())));
    ChartMenu.on(large, "loss", ui.words(), ui.latest(), ui.toasts());
    Boxes.height(large, 244);
    evaluated = Legend.mark(ui, 2, words.get("line.eval"));
    var legend =
        Boxes.row(
            14,
            Legend.line(ui, 1, words.get("line.train.smoothed")),
            Legend.raw(ui, words.get("line.raw")),
            evaluated);
    var title = Labels.heading(words.get("loss"));
    title.setMinWidth(USE_PREF_SIZE);
    var smooth = Boxes.row(6, Labels.caption(words.get("smoothing")), smoothing);
    smooth.setMinWidth(USE_PREF_SIZE);
    var head = Boxes.row(14, title, legend, Boxes.spring(), smooth, scale);
    var card = new Card(head, large);
    Boxes.style(this, "-fx-spacing", Boxes.em(12));
    getChildren().setAll(card, smalls());
    // with very large text the legend has a line of its own
    card.widthProperty()
        .subscribe(w -> {
          boolean narrow =
              w.doubleValue() > 0 && w.doubleValue() < NARROW * ui.theme().scale().get();
          if (narrow == card.getChildren().contains(legend)) return;
          head.getChildren().remove(legend);
          card.getChildren().remove(legend);
          if (narrow) card.getChildren().add(1, legend);
          else head.getChildren().add(1, legend);
        });
  }

  private Node smalls() {
    return new Tiles(
        ui.theme(),
        210,
        12,
        small("rate", "train/learning_rate", 4, Style.PLAIN),
        small("norm", "train/grad_norm", 6, Style.SMOOTHED),
        small("speed", "train/tokens_per_second", 3, Style.AREA),
        memory());
  }

  /// Runs of before, which nobody asked, have no such chart.
  private Node memory() {
    var card = small("memory", "train/memory_mb", 5, Style.AREA);
    Live.follow(
        card,
        model.drawn(),
        _ -> Boxes.show(card, !model.curves().get("train/memory_mb").isEmpty()));
    return card;
  }

  private Node small(String key, String metric, int series, Style style) {
    var data = new ChartData();
    var curve = model.curves().get(metric);
    data.line(new Line(words.get(key), curve, series, style));
    var chart = new LossChart(ui.theme(), words, data, true);
    ChartMenu.on(chart, key, ui.words(), ui.latest(), ui.toasts());
    Boxes.height(chart, 92);
    chart.crosshair().bindBidirectional(large.crosshair());
    chart.range().bindBidirectional(large.range());
    var value = Labels.mono("");
    small.add(new Small(data, chart, curve, value));
    return Card.of(words.get(key), new Node[] {value}, chart);
  }

  /// Begins a note at the crosshair.
  ///
  /// @return false where there is none
  boolean mark() {
    double x = large.crosshair().get();
    if (Double.isNaN(x)) return false;
    mark.accept(words.get("step", Numbers.count(Math.round(x))));
    return true;
  }

  void refresh(Run run) {
    var head = run.head();
    double end = head.status().alive() ? head.totalSteps() : Double.NaN;
    loss.epochs(epochs(run));
    loss.end(end);
    loss.best(best());
    Boxes.show(evaluated, !model.curves().get("eval/loss").isEmpty());
    large.changed();
    for (var each : small) {
      each.data().end(end);
      double last = each.curve().last();
      each.value()
          .setText(
              Double.isNaN(last)
                  ? ""
                  : last >= 1000 ? Numbers.count(Math.round(last)) : Faces.digits(last));
      each.chart().changed();
    }
  }

  /// A hairline where each epoch after the first begins, as long as that is few.
  private List<ChartData.Mark> epochs(Run run) {
    var arguments = run.recipe().arguments();
    double epochs = arguments.numTrainEpochs();
    long total = run.head().totalSteps();
    if (arguments.maxSteps() > 0 || total == 0 || epochs > MOST_EPOCHS) return List.of();
    var marks = new ArrayList<ChartData.Mark>();
    for (int epoch = 2; epoch <= Math.ceil(epochs); epoch++) {
      double x = (epoch - 1) * total / epochs;
      marks.add(new ChartData.Mark(x, words.get("epoch.mark", epoch)));
    }
    return marks;
  }

  private ChartData.@Nullable Best best() {
    var best = model.curves().best("eval/loss", true);
    if (best == null) return null;
    var text = words.get("best", String.format(Locale.ROOT, "%.3f", best.y()));
    return new ChartData.Best(best.x(), best.y(), text);
  }
}

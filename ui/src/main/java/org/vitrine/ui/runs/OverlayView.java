package org.vitrine.ui.runs;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Disk;
import org.vitrine.ui.charts.ChartData;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.charts.ChartMenu;
import org.vitrine.ui.charts.LossChart;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// Two charts side by side, the difference table under them.
final class OverlayView extends VBox {
  private final Ui ui;
  private final Words words;
  private final OverlayScreen screen;
  private final VBox page = Boxes.column(14);

  OverlayView(Ui ui, OverlayScreen screen, ObservableValue<OverlayScreen.@Nullable Laid> laid) {
    this.ui = ui;
    this.screen = screen;
    words = ui.wordsOf(OverlayView.class);
    getChildren().setAll(Boxes.grow(Boxes.scroll(Boxes.pad(new VBox(page), 16, 22, 18, 22))));
    Live.follow(
        this,
        laid,
        now -> {
          if (now != null) show(now);
        });
    Live.follow(
        this,
        screen.axis(),
        _ -> {
          var now = laid.getValue();
          if (now != null) show(now);
        });
  }

  private void show(OverlayScreen.Laid now) {
    var loss = chart(now, "train/loss", Style.SMOOTHED);
    var evaluated = chart(now, "eval/loss", Style.MARKED);
    evaluated.crosshair().bindBidirectional(loss.crosshair());
    evaluated.range().bindBidirectional(loss.range());
    var smooth = Labels.caption("");
    smooth.setMinWidth(USE_PREF_SIZE);
    Live.follow(
        smooth,
        screen.smoothing(),
        s -> smooth.setText(words.get("smoothed", Numbers.compact(s.doubleValue()))));
    var left = Card.of(words.get("overlay.loss"), loss);
    var right = Card.of(words.get("score.loss"), evaluated);
    for (var card : List.of(left, right)) Boxes.style(card, "-fx-pref-width", Boxes.em(400));
    var legend = new FlowPane();
    Boxes.style(legend, "-fx-hgap", Boxes.em(14));
    Boxes.style(legend, "-fx-vgap", Boxes.em(4));
    legend.setAlignment(Pos.CENTER_LEFT);
    var runs = now.differences().runs();
    for (int i = 0; i < runs.size(); i++)
      legend.getChildren().add(Legend.line(ui, series(i), pattern(i), runs.get(i).name()));
    legend.getChildren().addAll(axes(), smooth);
    Runnable export = () -> export(List.of(loss, evaluated));
    var csv = Buttons.plain(words.get("overlay.csv"), Feather.DOWNLOAD, export);
    var head = new PageHead(words.get("overlay"), csv);
    page.getChildren()
        .setAll(head, legend, Boxes.row(14, Boxes.grow(left), Boxes.grow(right)), below(now));
  }

  /// What differs, and questions of one's own, side by side where there is room.
  private Node below(OverlayScreen.Laid now) {
    var sql = new SqlCard(ui, screen.sql(), runs -> ui.go(new Route.Overlay(runs)));
    return new Tiles(ui.theme(), 540, 14, differences(now), sql);
  }

  private Segments<OverlayAxis> axes() {
    var axes = new Segments<>(screen.axis().get());
    for (var axis : OverlayAxis.values()) axes.with(axis, words.get(axis.key()));
    axes.value().subscribe((_, now) -> screen.axis().set(now));
    return axes;
  }

  private String place(double x) {
    return switch (screen.axis().get()) {
      case STEP -> words.get("step", Numbers.count(Math.round(x)));
      case EPOCH -> words.get("at.epoch", Numbers.compact(Math.round(100 * x) / 100.0));
      case TIME -> words.get("at.minute", Numbers.compact(Math.round(10 * x) / 10.0));
    };
  }

  private static int series(int run) {
    return run % 8 + 1;
  }

  private static int pattern(int run) {
    return run % 4 + 1;
  }

  private LossChart chart(OverlayScreen.Laid now, String metric, Style style) {
    var data = new ChartData();
    data.xText(this::place);
    var runs = now.differences().runs();
    for (int i = 0; i < runs.size(); i++) {
      var curve = screen.axis().get().curve(now.whole().get(i), now.curves().get(i), metric);
      data.line(new Line(runs.get(i).name(), curve, series(i), pattern(i), style));
    }
    var chart = new LossChart(ui.theme(), words, data, false);
    chart.smoothing().bind(screen.smoothing());
    chart.logarithmic().bind(screen.logarithmic());
    ChartMenu.on(chart, metric, ui.words(), ui.latest(), ui.toasts());
    Boxes.height(chart, 270);
    return chart;
  }

  private void export(List<LossChart> charts) {
    var chooser = new FileChooser();
    chooser.setTitle(words.get("overlay.csv"));
    chooser.setInitialFileName("curves.csv");
    var file = chooser.showSaveDialog(getScene().getWindow());
    if (file == null) return;
    var text = charts.getFirst().csv();
    var second = sibling(file.toPath());
    var other = charts.getLast().csv();
    ui.latest()
        .run(
            "overlay.export",
            () -> {
              Disk.write(file.toPath(), text);
              Disk.write(second, other);
              return file;
            },
            to -> ui.toasts().say(Tone.GOOD, words.get("exported", to)),
            problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  /// Evaluations have steps of their own and so a file of their own.
  private static Path sibling(Path file) {
    var name = file.getFileName().toString().replaceFirst("(\\.[^.]*)?$", "-evaluation$1");
    return file.resolveSibling(name);
  }

  private Node differences(OverlayScreen.Laid now) {
    var d = now.differences();
    var grid = new GridPane();
    var all = new ToggleSwitch(words.get("difference.all"));
    all.selectedProperty().subscribe(on -> fill(grid, d, on));
    var count = Labels.caption(words.get("difference.count", d.differing(), d.rows().size()));
    var head = Boxes.row(10, Labels.heading(words.get("difference")), count, Boxes.spring(), all);
    var card = new Card(head, grid);
    for (var verdict : d.verdicts()) card.getChildren().add(said(verdict));
    if (d.verdicts().isEmpty())
      card.getChildren().add(Labels.wrapped(words.get("verdict.none"), "v-muted"));
    return card;
  }

  private Node said(Differences.Verdict v) {
    var low = Faces.signed(100 * (Math.abs(v.difference()) - v.half()));
    var high = Faces.signed(100 * (Math.abs(v.difference()) + v.half()));
    var points = Faces.signed(100 * Math.abs(v.difference()));
    var text =
        words.get(
            v.clear() ? "verdict.differ" : "verdict.same",
            v.better().name(),
            v.worse().name(),
            points,
            low,
            high);
    return Boxes.row(8, Icons.of(Feather.INFO, Tone.ACCENT), Boxes.grow(Rich.text(text)));
  }

  private void fill(GridPane grid, Differences d, boolean all) {
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    int runs = d.runs().size();
    for (int i = 0; i <= runs; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(i == 0 ? 28 : 72.0 / runs);
      grid.getColumnConstraints().add(column);
    }
    for (int i = 0; i < runs; i++) {
      var name = Labels.of(d.runs().get(i).name(), "v-strong", "v-may-cut");
      name.setTooltip(Buttons.tip(d.runs().get(i).name()));
      Boxes.style(name, "-fx-text-fill", "-v-series-" + series(i));
      grid.add(cell(name, false), i + 1, 0);
    }
    int at = 1;
    grid.add(rule(), 0, at++, runs + 1, 1);
    at = scores(grid, d, at);
    for (var row : d.rows()) {
      if (!all && !row.differs()) continue;
      var key = "field." + row.field();
      var name = words.has(key) ? words.get(key) : row.field().replace('_', ' ');
      grid.add(cell(Labels.muted(name), true), 0, at);
      for (int i = 0; i < runs; i++) {
        boolean other = row.differs(i);
        var value = Labels.of(shown(row.values().get(i)), "v-mono", other ? "v-strong" : "");
        var cell = cell(value, false);
        if (other) Boxes.classes(cell, "v-differs");
        grid.add(cell, i + 1, at);
      }
      at++;
      grid.add(rule(), 0, at++, runs + 1, 1);
    }
  }

  private int scores(GridPane grid, Differences d, int at) {
    grid.add(cell(Labels.strong(words.get(Faces.scoreTitle(d.runs().getFirst()))), true), 0, at);
    for (int i = 0; i < d.runs().size(); i++) {
      var run = d.runs().get(i);
      var score = Labels.of(Faces.score(run), "v-mono", "v-strong");
      var half = Labels.of(Faces.plusMinus(run), "v-mono", "v-muted");
      var both = Boxes.row(6, score, half);
      both.setAlignment(Pos.CENTER_RIGHT);
      grid.add(cell(both, false), i + 1, at);
    }
    grid.add(rule(), 0, at + 1, d.runs().size() + 1, 1);
    return at + 2;
  }

  /// Numbers as people write them, files without their folders.
  private static String shown(@Nullable String value) {
    if (value == null) return "–";
    try {
      double number = Double.parseDouble(value);
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
      return whole ? Numbers.count((long) number) : Numbers.compact(number);
    } catch (NumberFormatException _) {
      return value.startsWith("/") || value.contains(":\\") ? Faces.file(value) : value;
    }
  }

  private static Node rule() {
    return Boxes.rule();
  }

  private static StackPane cell(Node content, boolean left) {
    var cell = new StackPane(content);
    cell.setAlignment(left ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
    return Boxes.pad(cell, 5, 8, 5, left ? 0 : 8);
  }
}

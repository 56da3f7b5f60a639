package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Parent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.Screenshots;

/// The charts by themselves, to be looked at.
class ChartPictures {
  @Test
  void charts() {
    Screenshots.of("charts-curves", ChartPictures::page);
  }

  static Curve loss(int steps, double floor, double noise, int seed) {
    var random = new Random(seed);
    var curve = new Curve();
    for (int k = 0; k < steps; k++)
      curve.add(
          k,
          Math.max(
              0.01, floor + (0.7 - floor) * Math.exp(-k / 900.0) + noise * random.nextGaussian()));
    return curve;
  }

  private static Curve every(Curve curve, int step, double lift) {
    var picked = new Curve();
    for (int k = step; k < curve.size(); k += step) picked.add(k, curve.y(k) + lift);
    return picked;
  }

  private static Parent page(Ui ui) {
    var training = loss(3684, 0.11, 0.03, 1);
    var main = new ChartData();
    main.line(new Line("training", training, 1, Style.SMOOTHED));
    main.line(new Line("validation", every(loss(3684, 0.22, 0.002, 2), 526, 0), 2, Style.MARKED));
    main.epochs(List.of(new ChartData.Mark(2105, "epoch 2"), new ChartData.Mark(4210, "epoch 3")));
    main.end(6315).best(new ChartData.Best(3157, 0.229, "best 0.229"));
    main.xText(x -> "step " + Math.round(x));
    var loss = new LossChart(ui.theme(), ui.words(), main, false);
    loss.smoothing().set(0.93);
    var row = new HBox(12);
    var small = List.of(Style.PLAIN, Style.SMOOTHED, Style.AREA, Style.AREA);
    for (int k = 0; k < 4; k++) {
      var data = new ChartData();
      var curve = new Curve();
      var random = new Random(k);
      for (int s = 0; s < 3684; s += 5)
        curve.add(
            s,
            switch (k) {
              case 0 -> 2e-5 * Math.min(s / 600.0, (6315 - s) / 5715.0);
              case 1 -> 2 + 3 * Math.exp(-s / 800.0) + random.nextGaussian() * 0.5;
              case 2 -> 10_400 + 200 * random.nextGaussian();
              default -> 4.1;
            });
      data.line(new Line("x", curve, k == 0 ? 4 : k == 1 ? 6 : k == 2 ? 3 : 5, small.get(k)));
      if (k == 0) {
        var plan = new Curve();
        plan.add(3684, curve.last());
        plan.add(6315, 0);
        data.line(new Line("plan", plan, 4, Style.PLANNED));
      }
      if (k == 3) data.ceiling(12);
      data.end(6315);
      var chart = new LossChart(ui.theme(), ui.words(), data, true);
      chart.setPrefSize(230, 110);
      row.getChildren().add(chart);
    }
    var many = new ChartData();
    for (int k = 1; k <= 4; k++)
      many.line(new Line("run " + k, loss(6300, 0.05 * k, 0.03, k), k, k, Style.SMOOTHED));
    var marked = new ChartData();
    for (int k = 1; k <= 4; k++)
      marked.line(
          new Line("run " + k, every(loss(6300, 0.1 * k, 0.003, k), 526, 0.1), k, k, Style.MARKED));
    var left = new LossChart(ui.theme(), ui.words(), many, false);
    left.smoothing().set(0.97);
    left.logarithmic().set(true);
    var right = new LossChart(ui.theme(), ui.words(), marked, false);
    var pane = new GridPane(12, 12);
    int place = 0;
    for (Region each : new ArrayList<Region>(List.of(loss, left, right))) {
      each.setPrefSize(place == 0 ? 970 : 480, 300);
      pane.add(each, place == 2 ? 1 : 0, place == 0 ? 0 : 2, place == 0 ? 2 : 1, 1);
      place++;
    }
    pane.add(row, 0, 1, 2, 1);
    right.crosshair().set(3684);
    right.requestFocus();
    var box = new VBox(pane);
    box.setStyle("-fx-padding: 20px");
    return box;
  }
}

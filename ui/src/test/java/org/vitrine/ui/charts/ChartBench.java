package org.vitrine.ui.charts;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.insight.Visible;
import org.vitrine.ui.charts.ChartData.Line;
import org.vitrine.ui.charts.ChartData.Style;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

/// Prints how long drawing takes: `q -m org.vitrine.ui.charts.ChartBench`.
public final class ChartBench {
  private static final int TIMES = 40;

  private ChartBench() {}

  public static void main(String[] args) {
    var ui = FxTest.on(() -> Ui.of(new FakeWorkbench(), Latest.inline()));
    for (int points : new int[] {10_000, 100_000, 1_000_000}) {
      for (int lines : new int[] {1, 4}) curves(ui, points, lines);
    }
    for (int tokens : new int[] {16, 128, 512}) maps(ui, tokens);
    System.exit(0);
  }

  private static void curves(Ui ui, int points, int lines) {
    var data = new ChartData();
    for (int k = 1; k <= lines; k++)
      data.line(new Line("run " + k, ChartPictures.loss(points, 0.1, 0.03, k), k, Style.SMOOTHED));
    var chart = FxTest.on(() -> new LossChart(ui.theme(), ui.words(), data, false));
    chart.setPrefSize(1000, 340);
    var stage = show(chart);
    var what = "%,d points × %d".formatted(points, lines);
    print(
        what + ", new smoothing",
        () -> {
          chart.smoothing().set(0.5 + Math.random() * 0.4);
          return draw(chart);
        });
    print(
        what + ", drawn again",
        () -> {
          double from = Math.random() * 10;
          chart.range().set(new Range(from, points * 0.9 + from));
          return draw(chart);
        });
    print(
        what + ", crosshair",
        () -> {
          chart.crosshair().set(Math.random() * points);
          return draw(chart);
        });
    FxTest.run(stage::close);
  }

  private static void maps(Ui ui, int tokens) {
    var maps = new ArrayList<HeadMap>();
    var visible = Visible.of(tokens, false);
    int many = tokens > 128 ? 24 : 144; // maps of 512 tokens are shared, so that they fit
    for (int k = 0; k < many; k++) {
      var values = new float[tokens * tokens];
      for (int i = 0; i < values.length; i++) values[i] = (float) Math.random() * 2 / tokens;
      maps.add(new HeadMap(values, 0, visible));
    }
    var names = new ArrayList<String>();
    for (int i = 0; i < tokens; i++) names.add("token");
    var map = FxTest.on(() -> new AttentionMap(ui.theme(), ui.words()));
    map.setPrefSize(520, 560);
    var grid = FxTest.on(() -> new HeadGrid(ui.theme()));
    grid.setPrefSize(400, 400);
    var stage = show(map, grid);
    var turn = new int[1];
    print(
        tokens + " tokens, head switch",
        () -> {
          map.show(names, maps.get(turn[0]++ % many), Ink.VIOLET, Scale.SQRT);
          return draw(map);
        });
    print(
        tokens + " tokens, hover",
        () -> {
          map.cell().set(new Cell((int) (Math.random() * tokens), (int) (Math.random() * tokens)));
          return draw(map);
        });
    print(
        tokens + " tokens, 144 thumbnails",
        () -> {
          var thumbs = new ArrayList<HeadGrid.Thumb>();
          for (int k = 0; k < 144; k++)
            thumbs.add(
                new HeadGrid.Thumb(maps.get((k + turn[0]) % many), Ink.BLUE, "Pv", false, ""));
          turn[0]++;
          grid.show(new HeadGrid.Grid(thumbs, 12, true, Scale.SQRT, false));
          return draw(grid);
        });
    FxTest.run(stage::close);
  }

  private static Stage show(javafx.scene.layout.Region... nodes) {
    return FxTest.on(() -> {
      var stage = new Stage();
      stage.setScene(new Scene(new HBox(nodes), 1100, 600));
      stage.show();
      return stage;
    });
  }

  /// Layout and painting, as a pulse does them.
  private static WritableImage draw(javafx.scene.layout.Region node) {
    node.layout();
    return node.snapshot(null, null);
  }

  /// Least and median time by the clock, and the processor's time of all threads, which a busy machine disturbs less.
  private static void print(String what, Callable<?> work) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var clock = new double[TIMES];
    var processor = new double[TIMES];
    for (int k = 0; k < TIMES; k++) {
      long cpu = system.getProcessCpuTime();
      clock[k] =
          FxTest.on(() -> {
            long start = System.nanoTime();
            work.call();
            return (System.nanoTime() - start) / 1e6;
          });
      processor[k] = (system.getProcessCpuTime() - cpu) / 1e6;
    }
    Arrays.sort(clock);
    Arrays.sort(processor);
    System.out.printf(
        Locale.ROOT,
        "%-36s clock least %.1f median %.1f; processor least %.1f median %.1f ms%n",
        what,
        clock[0],
        clock[TIMES / 2],
        processor[0],
        processor[TIMES / 2]);
  }
}

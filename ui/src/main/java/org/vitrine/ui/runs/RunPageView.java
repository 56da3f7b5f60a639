package org.vitrine.ui.runs;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Columns;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.nav.Ui;

/// Head with actions and progress, charts, what happened, and the probes at the foot.
final class RunPageView extends VBox {
  private final RunPageModel model;
  private final RunHeadBar head;
  private final RunTrouble trouble;
  private final FirstSeconds first;
  private final RunCharts charts;
  private final RunSide side;
  private final ProbeStrip probes;

  RunPageView(Ui ui, RunPageModel model, RunPageScreen screen) {
    this.model = model;
    head = new RunHeadBar(ui, model, screen);
    trouble = new RunTrouble(ui, model, screen);
    first = new FirstSeconds(ui);
    side = new RunSide(ui, model);
    charts = new RunCharts(ui, model, side::mark);
    probes = new ProbeStrip(ui, screen);
    var main = Boxes.column(12, first, charts);
    var page = Boxes.column(12, head, trouble, new Columns(ui.theme(), main, side, 300, 560));
    var scroll = Boxes.scroll(new VBox(Boxes.pad(page, 14, 22, 14, 22), probes));
    getChildren().setAll(Boxes.grow(scroll));
    Live.follow(this, model.drawn(), _ -> refresh());
    Live.whileShown(this, this::clock);
  }

  private javafx.util.Subscription clock() {
    var clock = new Timeline(new KeyFrame(Duration.seconds(1), _ -> head.tick()));
    clock.setCycleCount(Timeline.INDEFINITE);
    clock.play();
    return clock::stop;
  }

  void editNote() {
    side.editNote();
  }

  /// Begins a note at the crosshair, or just a note where there is none.
  void mark() {
    if (!charts.mark()) editNote();
  }

  private void refresh() {
    var run = model.run().get();
    setVisible(run != null);
    if (run == null) return;
    head.refresh(run);
    trouble.refresh(run);
    boolean curve = !model.curves().get("train/loss").isEmpty();
    Boxes.show(charts, curve);
    Boxes.show(first, !curve);
    if (curve) charts.refresh(run);
    else first.refresh(run);
    side.refresh(run);
    probes.show(run);
  }
}

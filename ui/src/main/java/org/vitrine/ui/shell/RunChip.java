package org.vitrine.ui.shell;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.shape.ArcType;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The run that goes on: a ring for how far it is, its name, the time left. Not there when nothing trains.
final class RunChip extends Button {
  private final Ui ui;
  private final Label name = Labels.of("", "v-caption", "v-strong");
  private final Label left = Labels.of("", "v-mono", "v-caption", "v-muted");
  private final Ring ring;

  RunChip(Ui ui) {
    this.ui = ui;
    ring = new Ring(ui);
    Boxes.maxWidth(name, 160);
    left.setMinWidth(USE_PREF_SIZE);
    setGraphic(Boxes.row(8, ring, name, left));
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    getStyleClass().add("v-top-chip");
    // with very large text in a small window the ring and the time have to do
    sceneProperty()
        .flatMap(Scene::widthProperty)
        .subscribe(w -> {
          if (w != null) Boxes.show(name, w.doubleValue() > 1000 * ui.theme().scale().get());
        });
    Live.follow(this, ui.feed().runs(), this::show);
  }

  private void show() {
    var alive = ui.feed().alive();
    Boxes.show(this, alive.isPresent());
    alive.ifPresent(this::show);
  }

  private void show(RunHead run) {
    var words = ui.wordsOf(RunChip.class);
    name.setText(run.name());
    setTooltip(Buttons.tip(run.name()));
    boolean paused = run.status() == RunStatus.PAUSED;
    var time = timeLeft(run, Instant.now());
    left.setText(paused ? words.get("run.paused") : time.isZero() ? "" : words.duration(time));
    ring.share = run.totalSteps() == 0 ? 0 : run.step() / (double) run.totalSteps();
    ring.redraw();
    setAccessibleText(words.get("run.chip", run.name(), Math.round(100 * ring.share)));
    setOnAction(_ -> ui.go(new Route.RunPage(run.id())));
  }

  /// At the mean speed since the run began; zero while nobody can say.
  static Duration timeLeft(RunHead run, Instant now) {
    var started = run.started();
    if (started == null || run.step() < 3 || run.totalSteps() <= run.step()) return Duration.ZERO;
    double perStep = Duration.between(started, now).toMillis() / (double) run.step();
    return Duration.ofMillis(Math.round(perStep * (run.totalSteps() - run.step())));
  }

  private static final class Ring extends Drawing {
    double share;

    Ring(Ui ui) {
      super(ui.theme());
      Boxes.width(this, 16);
      Boxes.height(this, 16);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
      double s = Math.min(width, height) - 3;
      g.setLineWidth(2.5);
      g.setStroke(palette.line());
      g.strokeOval(1.5, 1.5, s, s);
      g.setStroke(palette.accent());
      g.strokeArc(1.5, 1.5, s, s, 90, -360 * share, ArcType.OPEN);
    }
  }
}

package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Banner;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// What stands in a run's way, and what can be done: failed, interrupted, waiting, paused.
final class RunTrouble extends VBox {
  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final RunPageScreen screen;
  private String shown = "";

  RunTrouble(Ui ui, RunPageModel model, RunPageScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunTrouble.class);
    Boxes.style(this, "-fx-spacing", Boxes.em(6));
  }

  /// A message that somebody may be reading stays as it is until the state changes.
  void refresh(Run run) {
    var state = run.head().id() + run.head().status() + model.kept();
    if (state.equals(shown)) return;
    shown = state;
    getChildren().setAll(content(run));
    Boxes.show(this, !getChildren().isEmpty());
  }

  private List<Node> content(Run run) {
    var h = run.head();
    return switch (h.status()) {
      case FAILED -> failed(h);
      case INTERRUPTED -> model.kept() ? List.of() : List.of(interrupted(run));
      case QUEUED ->
          List.of(
              new Banner(
                  Tone.NEUTRAL, Feather.CLOCK, words.get("queued"), words.get("queued.text")));
      case PAUSED ->
          List.of(
              new Banner(
                  Tone.WARN,
                  Feather.PAUSE,
                  words.get("paused", Numbers.count(h.step())),
                  words.get("paused.text")));
      case RUNNING, FINISHED, STOPPED -> List.of();
    };
  }

  private List<Node> failed(RunHead h) {
    var message = h.message();
    var problem =
        message == null
            ? new Problem("session.lost", h.name())
            : Json.parse(message, Problem.Facts.class, h.id()).toProblem();
    var remedies = new ArrayList<Node>();
    Runnable again = () -> ui.go(new Route.Train(null, null, h.id()));
    remedies.add(Buttons.primary(words.get("act.again"), Feather.REPEAT, again));
    if (screen.path() != null)
      remedies.add(Buttons.plain(words.get("act.look"), Feather.SHARE_2, screen::look));
    var all = new ArrayList<Node>();
    all.add(new ProblemBox(words, problem, Tone.BAD, remedies.toArray(Node[]::new)));
    var kept = screen.path();
    if (kept != null) all.add(Labels.wrapped(words.get("kept", kept), "v-caption", "v-muted"));
    return all;
  }

  private Node interrupted(Run run) {
    long step = run.head().step(), from = RunPageModel.checkpoint(run);
    var keep = Buttons.plain(words.get("act.keep"), null, model::keep);
    var goOn =
        Buttons.primary(
            from > 0 ? words.get("act.goon.from", Numbers.count(from)) : words.get("act.restart"),
            Feather.PLAY,
            model::goOn);
    var text =
        from > 0
            ? words.get(
                "interrupted.text", Numbers.count(from), Numbers.count(Math.max(0, step - from)))
            : words.get("interrupted.start");
    var heading = words.get("interrupted", run.head().name(), Numbers.count(step));
    return new Banner(Tone.ACCENT, Feather.SAVE, heading, text, goOn, keep);
  }
}

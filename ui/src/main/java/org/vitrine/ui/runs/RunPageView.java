package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Banner;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Columns;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// Head with actions and progress, charts, what happened, and the probes at the foot.
final class RunPageView extends VBox {
  private static final int EVENTS = 7;

  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final RunPageScreen screen;
  private final RunCharts charts;
  private final ProbeStrip probes;
  private final VBox head = Boxes.column(8);
  private final VBox trouble = Boxes.column(0);
  private final VBox side = Boxes.column(14);
  private String headShown = "";

  RunPageView(Ui ui, RunPageModel model, RunPageScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunPageView.class);
    charts = new RunCharts(ui, model);
    probes = new ProbeStrip(ui, screen);
    var columns = new Columns(ui.theme(), charts, side, 300, 560);
    var page = Boxes.column(14, head, trouble, columns);
    var scroll = Boxes.scroll(new VBox(Boxes.pad(page, 16, 22, 16, 22), probes));
    getChildren().setAll(Boxes.grow(scroll));
    Live.follow(this, model.drawn(), _ -> refresh());
  }

  void log() {
    charts.log();
  }

  void smooth(double by) {
    charts.smooth(by);
  }

  private void refresh() {
    var run = model.run().get();
    if (run == null) return;
    head(run);
    charts.refresh(run);
    side.getChildren().setAll(score(run), happened(run));
    probes.show(run);
  }

  private void head(Run run) {
    var h = run.head();
    var facts = new ArrayList<Node>(List.of(Labels.title(h.name()), Faces.badge(h, words)));
    for (var fact : List.of(h.task(), Faces.file(h.model()), Faces.file(h.data())))
      facts.add(Badge.tag(fact));
    var first = Boxes.row(8, facts.toArray(Node[]::new));
    first.getChildren().add(Boxes.spring());
    first.getChildren().addAll(actions(h));
    double share = h.totalSteps() == 0 ? 0 : (double) h.step() / h.totalSteps();
    var bar =
        new Bar(
            ui.theme(),
            new Bar.Part(share, h.status() == RunStatus.FAILED ? "bad" : "accent-fill"));
    var second =
        Boxes.row(12, Labels.mono(Math.round(share * 100) + " %"), Boxes.grow(bar), times(h));
    head.getChildren().setAll(first, second);
    var state = h.status() + h.id();
    if (state.equals(headShown)) return; // a message that somebody may be reading stays as it is
    headShown = state;
    trouble.getChildren().setAll(trouble(h));
  }

  private List<Node> actions(RunHead h) {
    var all = new ArrayList<Node>();
    if (screen.path() != null)
      all.add(Buttons.plain(words.get("act.look"), Feather.SHARE_2, screen::look));
    switch (h.status()) {
      case RUNNING -> {
        all.add(
            Buttons.plain(
                words.get("act.snapshot"),
                Feather.CAMERA,
                () -> model.command(Command.CHECKPOINT)));
        all.add(Buttons.primary(words.get("act.pause"), Feather.PAUSE, screen::pauseOrGoOn));
        all.add(stop());
      }
      case PAUSED -> {
        all.add(Buttons.primary(words.get("act.goon"), Feather.PLAY, screen::pauseOrGoOn));
        all.add(stop());
      }
      case QUEUED -> all.add(stop());
      case INTERRUPTED, STOPPED -> {
        all.add(Buttons.primary(words.get("act.goon"), Feather.PLAY, screen::pauseOrGoOn));
        all.add(again(h));
      }
      case FINISHED, FAILED -> all.add(again(h));
    }
    return all;
  }

  private Node again(RunHead h) {
    return Buttons.plain(
        words.get("act.again"), Feather.REPEAT, () -> ui.go(new Route.Train(null, null, h.id())));
  }

  /// Stopping offers to keep the weights, to continue later, or to throw away what is after the last checkpoint.
  private Node stop() {
    var button =
        new SplitMenuButton(
            item("stop.suspend", Command.SUSPEND), item("stop.discard", Command.DISCARD));
    button.setText(words.get("stop.keep"));
    button.setOnAction(_ -> model.command(Command.STOP));
    return Icons.styled(button, "v-danger");
  }

  private MenuItem item(String key, Command command) {
    var item = new MenuItem(words.get(key));
    item.setOnAction(_ -> model.command(command));
    return item;
  }

  private Node times(RunHead h) {
    var lasted = Faces.lasted(h);
    var parts = new StringBuilder(words.get("elapsed", Numbers.clock(lasted)));
    model
        .secondsLeft()
        .ifPresent(left -> {
          var more = Duration.ofSeconds(Math.round(left));
          var ends = LocalTime.now(ZoneId.systemDefault()).plus(more);
          parts.append("   ").append(words.get("left", Numbers.clock(more)));
          parts
              .append("   ")
              .append(words.get("ends", DateTimeFormatter.ofPattern("HH:mm").format(ends)));
        });
    return Labels.caption(
        words.get("steps", Numbers.count(h.step()), Numbers.count(h.totalSteps())) + "   " + parts);
  }

  private List<Node> trouble(RunHead h) {
    return switch (h.status()) {
      case FAILED -> {
        var message = h.message();
        var problem =
            message == null
                ? new Problem("session.lost", h.name())
                : Json.parse(message, Problem.Facts.class, h.id()).toProblem();
        yield List.of(new ProblemBox(words, problem, Tone.BAD, again(h)));
      }
      case INTERRUPTED ->
          List.of(
              new Banner(
                  Tone.ACCENT,
                  Feather.SAVE,
                  words.get("interrupted"),
                  words.get("interrupted.text", Numbers.count(h.step())),
                  Buttons.primary(words.get("act.goon"), Feather.PLAY, screen::pauseOrGoOn)));
      case QUEUED ->
          List.of(
              new Banner(
                  Tone.NEUTRAL, Feather.CLOCK, words.get("queued"), words.get("queued.text")));
      case RUNNING, PAUSED, FINISHED, STOPPED -> List.of();
    };
  }

  private Node score(Run run) {
    var h = run.head();
    var card = Card.of(words.get(Faces.isShare(h) ? "score.accuracy" : "score.loss"));
    if (h.score() == null) {
      card.getChildren().add(Labels.muted(words.get("score.none")));
      return card;
    }
    var number = Boxes.style(Labels.strong(Faces.score(h)), "-fx-font-size", "2.4em");
    card.getChildren()
        .add(
            Boxes.row(8, number, Labels.muted(words.get("score.of", Numbers.count(h.examples())))));
    double half = Faces.interval(h);
    if (!Double.isNaN(half)) {
      double score = h.score();
      card.getChildren()
          .add(
              Labels.wrapped(
                  words.get("score.interval", percent(score - half), percent(score + half)),
                  "v-caption",
                  "v-muted"));
    }
    var curve = model.curves().get(Faces.isShare(h) ? "eval/accuracy" : "eval/loss");
    var values = new ArrayList<Double>();
    for (int i = 0; i < curve.size(); i++) values.add(curve.y(i));
    var line = new Sparkline(ui.theme(), values).in("series-2");
    Boxes.height(line, 44);
    card.getChildren().add(line);
    return card;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * Math.clamp(share, 0, 1));
  }

  private Node happened(Run run) {
    var card = Card.of(words.get("happened"));
    var events = run.events().reversed();
    int shown = 0;
    for (var event : events) {
      if (event.kind().equals("captured") || shown++ >= EVENTS) continue;
      var said = Labels.wrapped(event.notice().sentence(words.locale()));
      card.getChildren()
          .add(Boxes.row(8, Icons.of(icon(event.kind())), Boxes.grow(said), time(event.time())));
    }
    return card;
  }

  private static Feather icon(String kind) {
    return switch (kind) {
      case "evaluated" -> Feather.ACTIVITY;
      case "checkpoint" -> Feather.SAVE;
      case "paused" -> Feather.PAUSE;
      case "resumed", "started" -> Feather.PLAY;
      case "finished" -> Feather.CHECK;
      case "failed" -> Feather.ALERT_TRIANGLE;
      default -> Feather.INFO;
    };
  }

  private static Label time(Instant at) {
    return Labels.of(
        DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(ZoneId.systemDefault())),
        "v-mono",
        "v-caption");
  }
}

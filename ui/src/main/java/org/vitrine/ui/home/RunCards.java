package org.vitrine.ui.home;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Banner;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// Runs as Home shows them: the one that waits, the one that was cut off, the last ones.
final class RunCards {
  private final Ui ui;
  private final HomeModel model;
  private final Words words;

  RunCards(Ui ui, HomeModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(RunCards.class);
  }

  Node paused(RunHead run) {
    var facts =
        Labels.wrapped(
            words.get(
                "paused.text",
                words.count(run.step()),
                words.count(run.totalSteps()),
                run.loss() == null ? "–" : String.format(Locale.ROOT, "%.2f", run.loss())),
            "v-caption");
    var text = Boxes.row(12, Boxes.grow(facts), curve(run, 90, 38, "warn"));
    var card =
        new Card(
            Boxes.row(
                10,
                Icons.of(Feather.PAUSE, Tone.WARN),
                Labels.heading(run.name()),
                Boxes.spring(),
                Badge.of(words.get("status.paused"), Tone.WARN)),
            text,
            Boxes.row(
                8,
                Buttons.primary(words.get("continue"), Feather.PLAY, () -> goOn(run)),
                open(run),
                Boxes.spring()));
    card.getStyleClass().add("v-edge-warn");
    return card;
  }

  private Node open(RunHead run) {
    var to = new Route.RunPage(run.id());
    return Boxes.show(
        Buttons.plain(words.get("open"), null, () -> ui.go(to)), ui.navigator().knows(to));
  }

  /// The banner after a crash; its sentence gets the checkpoint's step as soon as it is read.
  Node interrupted(RunHead run) {
    var place = new HBox();
    model.checkpoint(run, step -> place.getChildren().setAll(Boxes.grow(banner(run, step))));
    return place;
  }

  private Node banner(RunHead run, long checkpoint) {
    var keep = Buttons.plain(words.get("crash.keep"), null, () -> model.keepAsItIs(run));
    var heading = words.get("crash", run.name(), words.count(run.step()));
    if (checkpoint == 0) {
      var again =
          Buttons.primary(
              words.get("crash.again"),
              Feather.REPEAT,
              () -> ui.go(new Route.Train(null, null, run.id())));
      return new Banner(
          Tone.ACCENT,
          Feather.SAVE,
          words.get("crash.start", run.name(), words.count(run.step())),
          words.get("crash.start.text"),
          again,
          keep);
    }
    var text =
        words.get(
            "crash.text",
            words.count(checkpoint),
            words.count(Math.max(0, run.step() - checkpoint)));
    return new Banner(
        Tone.ACCENT,
        Feather.SAVE,
        heading,
        text,
        Buttons.primary(
            words.get("crash.goon", words.count(checkpoint)), Feather.PLAY, () -> goOn(run)),
        keep);
  }

  private void goOn(RunHead run) {
    model.goOn(run, problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  Node recent(List<RunHead> runs) {
    var card = new Card(Card.head(words.get("recent"), allRuns()));
    for (int i = 0; i < runs.size(); i++) {
      if (i > 0) card.getChildren().add(Boxes.rule());
      card.getChildren().add(row(runs.get(i)));
    }
    return card;
  }

  private Node allRuns() {
    var button =
        Boxes.classes(
            Buttons.quiet(words.get("recent.all"), null, () -> ui.go(new Route.Runs())),
            "v-small-button");
    button.setGraphic(Icons.styled(Icons.tiny(Feather.CHEVRON_RIGHT), "v-muted"));
    button.setContentDisplay(ContentDisplay.RIGHT);
    return Boxes.show(button, ui.navigator().knows(new Route.Runs()));
  }

  private Node row(RunHead run) {
    var state = Labels.of(state(run), "v-caption", tone(run).style());
    state.setTooltip(Buttons.tip(state.getText()));
    state.setGraphic(Icons.styled(Icons.tiny(icon(run)), tone(run).style()));
    var text = Boxes.column(2, Labels.strong(run.name()), state);
    text.setMinWidth(0);
    var when = Labels.caption(when(run.ended() != null ? run.ended() : run.created()));
    when.setMinWidth(Button.USE_PREF_SIZE);
    var row = new Button();
    row.setGraphic(
        Boxes.row(
            10,
            Boxes.grow(text),
            curve(run, 76, 30, run.status() == RunStatus.FAILED ? "bad" : "accent"),
            when));
    row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    row.getStyleClass().add("v-row-button");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setAccessibleText(run.name() + ", " + state.getText());
    row.setOnAction(_ -> ui.go(new Route.RunPage(run.id())));
    ((HBox) row.getGraphic()).prefWidthProperty().bind(row.widthProperty().subtract(8));
    return row;
  }

  private Sparkline curve(RunHead run, double width, double height, String role) {
    var line =
        Boxes.height(Boxes.width(new Sparkline(ui.theme(), List.of()), width), height).in(role);
    model.curve(run, line::show);
    return line;
  }

  private String state(RunHead run) {
    var status = words.get("status." + run.status().name().toLowerCase(Locale.ROOT));
    return switch (run.status()) {
      case FINISHED -> run.score() == null ? status : status + " · " + score(run);
      case PAUSED, RUNNING, INTERRUPTED, STOPPED ->
          status + " · " + words.get("status.step", words.count(run.step()));
      case FAILED -> reason(run, status);
      case QUEUED -> status;
    };
  }

  private static String score(RunHead run) {
    double score = run.score() == null ? Double.NaN : run.score();
    boolean loss = run.scoreName() != null && run.scoreName().endsWith("loss");
    return loss ? String.format(Locale.ROOT, "%.3f", score) : Numbers.percent(score);
  }

  private String reason(RunHead run, String status) {
    if (run.message() == null) return status;
    var facts = Json.parse(run.message(), Problem.Facts.class, run.id());
    return status + " · " + facts.toProblem().sentence(words.locale());
  }

  private static Tone tone(RunHead run) {
    return switch (run.status()) {
      case FINISHED -> Tone.GOOD;
      case RUNNING -> Tone.ACCENT;
      case PAUSED, INTERRUPTED -> Tone.WARN;
      case FAILED -> Tone.BAD;
      case STOPPED, QUEUED -> Tone.NEUTRAL;
    };
  }

  private static Feather icon(RunHead run) {
    return switch (run.status()) {
      case FINISHED -> Feather.CHECK;
      case RUNNING -> Feather.PLAY;
      case PAUSED -> Feather.PAUSE;
      case INTERRUPTED, FAILED -> Feather.ALERT_TRIANGLE;
      case STOPPED -> Feather.SQUARE;
      case QUEUED -> Feather.CLOCK;
    };
  }

  private String when(Instant time) {
    return when(time, LocalDate.now(ZoneId.systemDefault()), ZoneId.systemDefault());
  }

  /// today 14:32, yesterday, Saturday, 3 Nov.
  String when(Instant time, LocalDate today, ZoneId zone) {
    var day = time.atZone(zone).toLocalDate();
    long days = Duration.between(day.atStartOfDay(zone), today.atStartOfDay(zone)).toDays();
    if (days <= 0)
      return words.get("today", DateTimeFormatter.ofPattern("HH:mm").format(time.atZone(zone)));
    if (days == 1) return words.get("yesterday");
    if (days < 7) return DateTimeFormatter.ofPattern("EEEE", words.locale()).format(day);
    return DateTimeFormatter.ofPattern(words.chinese() ? "M月d日" : "d MMM", words.locale())
        .format(day);
  }
}

package org.vitrine.ui.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Beside the charts: the score with its interval, what just happened, where it runs, the note.
final class RunSide extends VBox {
  private static final int EVENTS = 5;

  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final Card score = new Card();
  private final Card happened = new Card();
  private final Card process = new Card();
  private final NoteCard note;
  private final Label pace = Labels.mono("");
  private String scoreShown = "", happenedShown = "", processShown = "";

  RunSide(Ui ui, RunPageModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(RunSide.class);
    note = new NoteCard(words, "M", model::note);
    Boxes.style(this, "-fx-spacing", Boxes.em(12));
    getChildren().setAll(score, happened, process, note);
  }

  void editNote() {
    Boxes.show(note, true);
    note.edit();
  }

  void mark(String place) {
    Boxes.show(note, true);
    note.mark(place);
  }

  void refresh(Run run) {
    score(run);
    happened(run);
    process(run);
    note.show(run.head().id(), run.note());
    Boxes.show(note, note.isWriting() || !run.note().isBlank());
  }

  private void score(Run run) {
    var h = run.head();
    var curve = model.curves().get(Faces.scoreCurve(h));
    var state = h.id() + h.score() + curve.size() + curve.last();
    if (state.equals(scoreShown)) return;
    scoreShown = state;
    score.getChildren().setAll(Card.head(words.get(Faces.scoreTitle(h))));
    if (h.score() == null) {
      score.getChildren().add(Labels.muted(words.get("score.none")));
      return;
    }
    double last = Double.isNaN(curve.last()) ? h.score() : curve.last();
    var number = Boxes.row(8, Labels.of(Faces.score(h, last), "v-big"));
    if (h.examples() > 0)
      number.getChildren().add(Labels.muted(words.get("score.of", Numbers.count(h.examples()))));
    score.getChildren().add(number);
    score.getChildren().add(Rich.text(sentence(run, last), "v-caption", "v-muted"));
    var values = new ArrayList<Double>();
    for (int i = 0; i < curve.size(); i++) values.add(curve.y(i));
    if (values.size() < 2) return;
    var line = new Sparkline(ui.theme(), values).in("series-2");
    Boxes.height(line, 44);
    score.getChildren().add(line);
  }

  private String sentence(Run run, double last) {
    var h = run.head();
    double half = Faces.interval(h, last);
    var parts = new ArrayList<String>();
    if (!Double.isNaN(half))
      parts.add(words.get("score.interval", Faces.bound(last - half), Faces.bound(last + half)));
    var best = model.curves().best(Faces.scoreCurve(h), Faces.isLoss(h));
    if (best != null)
      parts.add(words.get("score.best", Numbers.count((long) best.x()), Faces.score(h, best.y())));
    return String.join(" ", parts);
  }

  private void happened(Run run) {
    var told = run.events().stream().filter(e -> !e.kind().equals("captured")).toList();
    int films = run.captures().size();
    var state = run.head().id() + told.size() + "/" + films;
    if (state.equals(happenedShown)) return;
    happenedShown = state;
    Boxes.show(happened, !told.isEmpty());
    happened.getChildren().setAll(Card.head(words.get("happened")));
    var recent = told.subList(Math.max(0, told.size() - EVENTS), told.size()).reversed();
    for (var event : recent) {
      var icon = Icons.of(icon(event.kind()));
      var said = Labels.wrapped(Faces.sentence(event, words));
      happened.getChildren().add(Boxes.row(8, icon, Boxes.grow(said), time(event.time())));
    }
  }

  private void process(Run run) {
    model
        .secondsPerStep()
        .ifPresent(s -> pace.setText(words.get("process.seconds", Faces.digits(s))));
    boolean alive = run.head().status().alive();
    Boxes.show(process, !run.environment().isEmpty());
    var state =
        run.head().id() + alive + run.checkpoints().size() + model.secondsPerStep().isPresent();
    if (state.equals(processShown)) return;
    processShown = state;
    process.getChildren().setAll(Card.head(words.get(alive ? "process" : "process.was")));
    var facts = run.environment();
    var device = facts.getOrDefault("device_name", facts.get("device"));
    if (device != null) row("process.device", Labels.mono(device.toString()));
    var threads = facts.get("threads");
    if (threads != null) row("process.threads", Labels.mono(threads.toString()));
    if (model.secondsPerStep().isPresent()) row("process.pace", pace);
    long saved = RunPageModel.checkpoint(run);
    if (saved > 0) row("process.saved", Labels.mono(words.get("step", Numbers.count(saved))));
  }

  private void row(String key, Label value) {
    value.setMinWidth(Region.USE_PREF_SIZE);
    process.getChildren().add(Boxes.row(8, Labels.muted(words.get(key)), Boxes.spring(), value));
  }

  private static Feather icon(String kind) {
    return switch (kind) {
      case "evaluated" -> Feather.ACTIVITY;
      case "checkpoint" -> Feather.SAVE;
      case "paused" -> Feather.PAUSE;
      case "resumed", "started" -> Feather.PLAY;
      case "finished" -> Feather.CHECK;
      case "failed" -> Feather.ALERT_TRIANGLE;
      case "stopped" -> Feather.SQUARE;
      default -> Feather.INFO;
    };
  }

  private static Node time(Instant at) {
    var label =
        Labels.of(
            DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(ZoneId.systemDefault())),
            "v-mono",
            "v-caption",
            "v-muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}

package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// Name, state, what can be done, progress. Buttons are made anew only when the state changes, so that none goes away under
/// the pointer.
final class RunHeadBar extends VBox {
  /// A worker that is silent for longer is doubted.
  private static final Duration SILENT = Duration.ofSeconds(5);

  /// Pixels at 100 %.
  private static final double NARROW = 1000;

  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private final RunPageScreen screen;
  private final Label title = Labels.title("");
  private final HBox head = Boxes.row(10);
  private final HBox progress = Boxes.row(12);
  private final HBox facts = Boxes.row(8);
  private final HBox actions = Boxes.row(8);
  private final Label percent = Labels.mono("");
  private final Label silent;
  private final Label times = Labels.caption("");
  private final Bar bar;
  private String shown = "";

  RunHeadBar(Ui ui, RunPageModel model, RunPageScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunHeadBar.class);
    bar = new Bar(ui.theme());
    silent = Badge.of("", Tone.WARN, Feather.CLOCK);
    percent.setMinWidth(Region.USE_PREF_SIZE);
    times.setMinWidth(Region.USE_PREF_SIZE);
    silent.setMinWidth(Region.USE_PREF_SIZE);
    actions.setMinWidth(Region.USE_PREF_SIZE);
    Boxes.style(this, "-fx-spacing", Boxes.em(8));
    getChildren().setAll(head, progress);
    progress.getChildren().setAll(percent, Boxes.grow(bar), silent);
    arrange();
    widthProperty().subscribe((_, _) -> arrange());
  }

  /// In a narrow window the buttons have a line of their own, and only the state stays beside the name.
  private void arrange() {
    double room = getWidth() / ui.theme().scale().get();
    boolean narrow = getWidth() > 0 && room < NARROW;
    head.getChildren().setAll(title, facts, Boxes.spring());
    for (int i = 1; i < facts.getChildren().size(); i++)
      Boxes.show(facts.getChildren().get(i), !narrow);
    getChildren().removeAll(actions, times);
    progress.getChildren().remove(times);
    if (narrow) {
      getChildren().add(1, actions);
      getChildren().add(times);
    } else {
      head.getChildren().add(actions);
      progress.getChildren().add(times);
    }
  }

  void refresh(Run run) {
    var h = run.head();
    title.setText(h.name());
    title.setTooltip(Buttons.tip(h.name()));
    double share = h.totalSteps() == 0 ? 0 : (double) h.step() / h.totalSteps();
    percent.setText(Math.round(Math.floor(share * 100)) + " %");
    bar.show(new Bar.Part(share, h.status() == RunStatus.FAILED ? "bad" : "accent-fill"));
    tick();
    var state = h.id() + h.status() + screen.path();
    if (state.equals(shown)) return;
    shown = state;
    var badge = Faces.badge(h, words);
    badge.setMinWidth(Region.USE_PREF_SIZE);
    facts.getChildren().setAll(badge);
    var note = Buttons.icon(Feather.EDIT_2, words.get("act.note") + "  M", screen::note);
    var task = words.has("task." + h.task()) ? words.get("task." + h.task()) : h.task();
    for (var fact : List.of(task, Faces.file(h.model()), Faces.file(h.data())))
      facts.getChildren().add(Badge.tag(fact));
    actions.getChildren().setAll(actions(h));
    actions.getChildren().addFirst(note);
    arrange();
  }

  /// What goes on by itself: the clock.
  void tick() {
    var run = model.run().get();
    if (run == null) return;
    times.setText(times(run));
    var silence = model.silence();
    Boxes.show(silent, silence.compareTo(SILENT) > 0);
    silent.setText(words.get("silent", silence.toSeconds()));
  }

  private List<Node> actions(RunHead h) {
    var all = new ArrayList<Node>();
    if (h.status() == RunStatus.RUNNING) {
      Runnable snapshot = () -> model.command(Command.CHECKPOINT);
      all.add(key(Buttons.plain(words.get("act.snapshot"), Feather.CAMERA, snapshot), "S"));
    }
    if (screen.path() != null) {
      var look =
          h.status() == RunStatus.FINISHED
              ? Buttons.primary(words.get("act.look"), Feather.SHARE_2, screen::look)
              : Buttons.plain(words.get("act.look"), Feather.SHARE_2, screen::look);
      all.add(look);
    }
    switch (h.status()) {
      case RUNNING ->
          all.add(
              key(
                  Buttons.primary(words.get("act.pause"), Feather.PAUSE, screen::pauseOrGoOn),
                  "P"));
      case PAUSED ->
          all.add(
              key(Buttons.primary(words.get("act.goon"), Feather.PLAY, screen::pauseOrGoOn), "P"));
      case STOPPED -> all.add(Buttons.plain(words.get("act.goon"), Feather.PLAY, model::goOn));
      case QUEUED, INTERRUPTED, FINISHED, FAILED -> {}
    }
    if (h.status().alive() || h.status() == RunStatus.QUEUED) all.add(stop());
    else if (h.status() != RunStatus.FAILED)
      all.add(
          Buttons.plain(
              words.get("act.again"),
              Feather.REPEAT,
              () -> ui.go(new Route.Train(null, null, h.id()))));
    return all;
  }

  private static Node key(javafx.scene.control.Button button, String key) {
    button.setTooltip(Buttons.tip(button.getText() + "  " + key));
    return button;
  }

  /// Stopping offers to keep the weights, to continue later, or to throw away what is after the last checkpoint.
  private Node stop() {
    var button =
        new MenuButton(
            words.get("act.stop"),
            Icons.of(Feather.SQUARE, Tone.BAD),
            item("stop.keep", Command.STOP),
            item("stop.suspend", Command.SUSPEND),
            item("stop.discard", Command.DISCARD));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return Icons.styled(button, "v-danger");
  }

  private MenuItem item(String key, Command command) {
    var item = new MenuItem(words.get(key));
    item.setOnAction(_ -> model.command(command));
    return item;
  }

  private String times(Run run) {
    var parts = new ArrayList<String>();
    var arguments = run.recipe().arguments();
    double epoch = model.curves().get("train/epoch").last();
    if (Double.isFinite(epoch) && arguments.maxSteps() <= 0)
      parts.add(
          words.get("epoch", "%.2f".formatted(epoch), Numbers.compact(arguments.numTrainEpochs())));
    if (run.head().totalSteps() > 0)
      parts.add(
          words.get(
              "steps", Numbers.count(run.head().step()), Numbers.count(run.head().totalSteps())));
    parts.add(words.get("elapsed", Numbers.clock(Faces.lasted(run.head()))));
    model
        .left()
        .ifPresent(left -> {
          var ends = LocalTime.now(ZoneId.systemDefault()).plus(left);
          parts.add(words.get("left", Numbers.clock(left)));
          parts.add(words.get("ends", DateTimeFormatter.ofPattern("HH:mm").format(ends)));
        });
    return String.join("   ", parts);
  }
}

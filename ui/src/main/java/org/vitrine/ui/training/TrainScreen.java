package org.vitrine.ui.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.DataPlaces;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// The form of a new run.
public final class TrainScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final TrainModel model;
  private @Nullable TrainPane pane;

  public TrainScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(TrainScreen.class);
    model = new TrainModel(ui.workbench(), ui.latest(), ui.preferences());
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Train;
  }

  @Override
  public void enter(Route route) {
    if (!(route instanceof Route.Train(var from, var data, var run, var preset))) return;
    if (run != null) model.again(run);
    else model.begin(from, data, preset);
  }

  @Override
  public Node view() {
    var made = new TrainPane(ui, model);
    pane = made;
    return made;
  }

  @Override
  public List<Action> actions() {
    return List.of(
        Action.of(
                "train.start",
                Action.Group.DO,
                words,
                "start",
                Feather.PLAY,
                () -> start(ui, model))
            .key("Shortcut+Enter")
            .when(model::canStart),
        Action.of(
                "train.queue",
                Action.Group.DO,
                words,
                "queue",
                Feather.CLOCK,
                () -> queue(ui, model))
            .key("Shortcut+Shift+Enter")
            .when(model::canStart),
        Action.of(
            "train.save",
            Action.Group.DO,
            words,
            "save",
            Feather.SAVE,
            () -> TrainHead.save(ui, model, words)),
        Action.of(
            "train.open",
            Action.Group.DO,
            words,
            "open.recipe",
            Feather.FOLDER,
            () -> TrainHead.open(ui, model, words)),
        Action.of(
            "train.differing",
            Action.Group.DO,
            words,
            "differing.show",
            Feather.EDIT_3,
            () -> {
              if (pane != null) pane.showDiffering();
            }));
  }

  TrainModel model() {
    return model;
  }

  /// Puts the run at the end of the queue and stays, so that more can be queued.
  static void queue(Ui ui, TrainModel model) {
    var words = ui.wordsOf(TrainScreen.class);
    long before = ui.feed().runs().stream().filter(r -> r.status().alive() || waits(r)).count();
    model.start(
        _ -> {
          ui.feed().look();
          ui.toasts().say(Tone.GOOD, words.get("queued", before));
        },
        problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  private static boolean waits(RunHead run) {
    return run.status() == RunStatus.QUEUED;
  }

  static void start(Ui ui, TrainModel model) {
    model.start(
        run -> ui.go(new Route.RunPage(run)),
        problem -> ui.toasts().say(Tone.BAD, problem.sentence(ui.words().locale())));
  }

  @Override
  public boolean drop(Path path) {
    if (Files.exists(path.resolve("config.json"))) {
      model.model(path.toString());
      return true;
    }
    if (!DataPlaces.fits(path)) return false;
    model.data(path.toString());
    return true;
  }

  @Override
  public String help() {
    return "help";
  }
}

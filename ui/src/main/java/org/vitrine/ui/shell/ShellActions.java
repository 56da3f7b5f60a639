package org.vitrine.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Action.Group;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// What can be done everywhere, with the keys of everywhere.
final class ShellActions {
  private static final int RUNS = 200;

  private final Ui ui;
  private final Words words;
  private final Shell shell;

  ShellActions(Ui ui, Shell shell) {
    this.ui = ui;
    this.shell = shell;
    words = ui.wordsOf(ShellActions.class);
  }

  void register() {
    int number = 1;
    for (var place : Rail.places(ui)) {
      ui.actions()
          .add(
              Action.of(
                      "go." + place,
                      Group.GO,
                      words,
                      place.key(),
                      place.icon(),
                      () -> ui.go(place.route()))
                  .key("Shortcut+" + number++));
    }
    ui.actions()
        .add(
            act("new-run", Feather.BAR_CHART_2, () -> ui.go(Route.Train.empty()))
                .key("Shortcut+N")
                .when(() -> ui.navigator().knows(Route.Train.empty())),
            act("open", Feather.FILE_PLUS, this::openFile).key("Shortcut+O"),
            act("open-folder", Feather.FOLDER, this::openFolder).key("Shortcut+Shift+O"),
            act("filter", Feather.FILTER, this::filter).key("Shortcut+F"),
            act("explain", Feather.HELP_CIRCLE, shell::explain).key("F1"),
            act("classroom", Feather.USERS, this::classroom).key("F9"),
            act("full-screen", Feather.MAXIMIZE, this::fullScreen).key("F11"),
            act("larger", Feather.ZOOM_IN, () -> size(1)).key("Shortcut+Plus"),
            act("smaller", Feather.ZOOM_OUT, () -> size(-1)).key("Shortcut+Minus"),
            act("size", Feather.TYPE, () -> ui.preferences().set("text_size", 100))
                .key("Shortcut+0"),
            act("undo", Feather.ROTATE_CCW, () -> ui.toasts().undo()).key("Shortcut+Z"),
            act("back", Feather.ARROW_LEFT, () -> ui.navigator().back())
                .key("Alt+Left")
                .when(() -> ui.navigator().canGoBack().get()),
            act("forward", Feather.ARROW_RIGHT, () -> ui.navigator().forward())
                .key("Alt+Right")
                .when(() -> ui.navigator().canGoForward().get()),
            act("theme", Feather.MOON, this::theme).found("dark light night 深色 浅色"),
            act("language", Feather.GLOBE, this::language).found("english chinese 中文 英文"),
            act("regions", Feather.LAYOUT, shell::nextRegion).key("F6").when(() -> true),
            act("welcome", Feather.SUNRISE, shell::welcome));
    // Ctrl+= is where Ctrl++ is on most keyboards
    ui.actions().add(act("larger", Feather.ZOOM_IN, () -> size(1)).key("Shortcut+Equals"));
    for (var action : Explain.actions(words, shell::explain)) ui.actions().add(action);
    ui.actions().addSource(this::runs);
  }

  private Action act(String name, Feather icon, Runnable work) {
    return Action.of("shell." + name, Group.DO, words, "act." + name, icon, work);
  }

  private List<Action> runs() {
    var actions = new ArrayList<Action>();
    for (var run : ui.feed().runs().stream().limit(RUNS).toList()) {
      if (ui.navigator().knows(new Route.RunPage(run.id()))) actions.add(open(run));
      if (run.path() != null && ui.navigator().knows(Route.Attention.ofRun(run.id())))
        actions.add(look(run));
    }
    return actions;
  }

  private Action open(RunHead run) {
    var again = new Route.Train(null, null, run.id());
    return Action.of(
            "run." + run.id(),
            Group.GO,
            words,
            "act.run",
            Feather.ACTIVITY,
            () -> ui.go(new Route.RunPage(run.id())))
        .about(run.name())
        .found(String.join(" ", run.tags()) + " " + run.model() + " " + run.data())
        .where(words.get("where.run"))
        .more(
            look(run),
            Action.of(
                    "again." + run.id(),
                    Group.DO,
                    words,
                    "act.again",
                    Feather.REPEAT,
                    () -> ui.go(again))
                .about(run.name()));
  }

  private Action look(RunHead run) {
    return Action.of(
            "look." + run.id(),
            Group.DO,
            words,
            "act.look",
            Feather.SHARE_2,
            () -> ui.go(Route.Attention.ofRun(run.id())))
        .about(run.name())
        .where(words.get("place.attention"));
  }

  private void filter() {
    var screen = ui.navigator().screen().get();
    if (screen != null) screen.filter();
  }

  private void openFile() {
    var chooser = new FileChooser();
    chooser.setTitle(words.get("act.open"));
    var chosen = chooser.showOpenDialog(shell.getScene().getWindow());
    if (chosen != null) shell.drops().take(chosen.toPath());
  }

  private void openFolder() {
    var chooser = new DirectoryChooser();
    chooser.setTitle(words.get("act.open-folder"));
    var chosen = chooser.showDialog(shell.getScene().getWindow());
    if (chosen != null) shell.drops().take(chosen.toPath());
  }

  private void classroom() {
    ui.preferences().change(s -> s.with("classroom", !s.classroom()));
  }

  private void fullScreen() {
    if (shell.getScene().getWindow() instanceof Stage stage)
      stage.setFullScreen(!stage.isFullScreen());
  }

  private void size(int by) {
    var sizes = List.of(90, 100, 110, 125, 150, 175, 200);
    int now = ui.preferences().get().textSize();
    int next =
        by > 0
            ? sizes.stream().filter(s -> s > now).findFirst().orElse(200)
            : sizes.reversed().stream().filter(s -> s < now).findFirst().orElse(90);
    ui.preferences().set("text_size", next);
  }

  private void theme() {
    ui.preferences().set("theme", ui.theme().palette().get().dark() ? "light" : "dark");
  }

  private void language() {
    ui.preferences().set("language", words.chinese() ? "en" : "zh");
  }
}

package org.vitrine.ui.runs;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Action.Group;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// Every experiment, found and compared.
public final class RunsScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private @Nullable RunsView view;

  public RunsScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(RunsScreen.class);
    model = new RunsModel(ui.workbench(), ui.latest(), ui.feed());
    model.onTrouble(problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Runs;
  }

  @Override
  public void enter(Route route) {
    ui.feed().look();
    if (model.chosen().get() == null && !model.shown().isEmpty())
      model.chosen().set(model.shown().getFirst());
  }

  @Override
  public Node view() {
    return view = new RunsView(ui, model, this);
  }

  @Override
  public List<Action> actions() {
    return List.of(
        act("open", Feather.CORNER_DOWN_RIGHT, this::open),
        act("overlay", Feather.LAYERS, this::overlay).when(() -> model.ticked().size() > 1),
        act("delete", Feather.TRASH_2, this::delete).key("Delete"),
        act("rename", Feather.EDIT_2, () -> withPanel(RunPanel::rename)).key("F2"),
        act("note", Feather.FILE_TEXT, () -> withPanel(RunPanel::note)).key("N"),
        act("tag", Feather.TAG, () -> withPanel(RunPanel::tag)).key("T"),
        act("panel", Feather.SIDEBAR, () -> withView(RunsView::togglePanel)).key("D"),
        act("tick", Feather.CHECK_SQUARE, this::tick).key("X"),
        act("export", Feather.DOWNLOAD, this::export),
        act("again", Feather.REPEAT, this::again));
  }

  private Action act(String name, Feather icon, Runnable work) {
    return Action.of("runs." + name, Group.DO, words, "act." + name, icon, work)
        .when(() -> !model.tickedOrChosen().isEmpty());
  }

  private void withView(Consumer<RunsView> work) {
    var now = view;
    if (now != null) work.accept(now);
  }

  private void withPanel(Consumer<RunPanel> work) {
    var now = view;
    if (now != null) work.accept(now.panel());
  }

  private void tick() {
    var run = model.chosen().get();
    if (run != null) model.tick(run.id());
  }

  void look(RunHead run) {
    if (run.path() != null) ui.go(Route.Attention.of(run.path(), null));
  }

  void open() {
    var run = model.chosen().get();
    if (run != null) ui.go(new Route.RunPage(run.id()));
  }

  void again() {
    var run = model.chosen().get();
    if (run != null) ui.go(new Route.Train(null, null, run.id()));
  }

  void overlay() {
    if (model.ticked().size() > 1) ui.go(new Route.Overlay(List.copyOf(model.ticked())));
  }

  void delete() {
    var runs = model.tickedOrChosen();
    if (runs.isEmpty()) return;
    model.delete(
        runs,
        () ->
            ui.toasts()
                .undoable(
                    words.get("deleted", runs.size()),
                    words.get("undo"),
                    () -> model.restore(runs)));
  }

  void export() {
    var chooser = new DirectoryChooser();
    chooser.setTitle(words.get("act.export"));
    var folder = chooser.showDialog(Window.getWindows().stream().findFirst().orElse(null));
    if (folder == null) return;
    model.export(
        model.tickedOrChosen(),
        folder.toPath(),
        to -> ui.toasts().say(Tone.GOOD, words.get("exported", to)));
  }

  @Override
  public boolean escape() {
    var now = view;
    return now != null && now.closePanel();
  }

  @Override
  public void filter() {
    var now = view;
    if (now != null) now.filter();
  }

  @Override
  public String help() {
    return "help.runs";
  }
}

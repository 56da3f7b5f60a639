package org.vitrine.ui.runs;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Action.Group;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// How a run goes and what it learns; the same page once it is done.
public final class RunPageScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final RunPageModel model;
  private @Nullable RunPageView view;

  public RunPageScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(RunPageScreen.class);
    model =
        new RunPageModel(ui.workbench(), ui.latest(), ui.feed(), java.time.InstantSource.system());
    model.smoothing().set(ui.preferences().get().smoothing());
    model.onTrouble(problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.RunPage;
  }

  @Override
  public void enter(Route route) {
    if (route instanceof Route.RunPage page) model.show(page.run());
  }

  @Override
  public void leave() {
    model.leave();
  }

  @Override
  public Node view() {
    return view = new RunPageView(ui, model, this);
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public List<Action> actions() {
    return List.of(
        act("pause", Feather.PAUSE, this::pauseOrGoOn).key("P").when(this::alive),
        act("snapshot", Feather.CAMERA, () -> model.command(Command.CHECKPOINT))
            .key("S")
            .when(() -> is(RunStatus.RUNNING)),
        act("look", Feather.SHARE_2, this::look).when(() -> path() != null),
        act("log", Feather.TRENDING_DOWN, () -> model.logarithmic().set(!model.logarithmic().get()))
            .key("L"),
        act("rougher", Feather.MINUS, () -> smooth(-0.1)).key("Open_Bracket"),
        act("smoother", Feather.PLUS, () -> smooth(0.1)).key("Close_Bracket"),
        act("note", Feather.EDIT_2, this::note).key("M"),
        act("stop", Feather.SQUARE, () -> model.command(Command.STOP)).when(this::alive),
        act("again", Feather.REPEAT, this::again));
  }

  private void smooth(double by) {
    model
        .smoothing()
        .set(Math.clamp(Math.round(10 * (model.smoothing().get() + by)) / 10.0, 0, 0.9));
  }

  private boolean alive() {
    var run = model.run().get();
    return run != null && run.head().status().alive();
  }

  private void again() {
    var run = model.run().get();
    if (run != null) ui.go(new Route.Train(null, null, run.head().id()));
  }

  private Action act(String name, Feather icon, Runnable work) {
    return Action.of("run." + name, Group.DO, words, "act." + name, icon, work);
  }

  private void withView(java.util.function.Consumer<RunPageView> work) {
    var now = view;
    if (now != null) work.accept(now);
  }

  private boolean is(RunStatus status) {
    var run = model.run().get();
    return run != null && run.head().status() == status;
  }

  void pauseOrGoOn() {
    if (is(RunStatus.RUNNING)) model.command(Command.PAUSE);
    else model.goOn();
  }

  /// The model that this run made so far: the final one, or the best, or the newest checkpoint.
  @Nullable String path() {
    var run = model.run().get();
    if (run == null) return null;
    if (run.head().path() != null && !run.head().status().alive()) return run.head().path();
    var all = run.checkpoints();
    return all.stream()
        .filter(c -> c.kind().equals("best"))
        .findFirst()
        .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()))
        .map(Run.Checkpoint::path)
        .orElse(null);
  }

  void note() {
    withView(RunPageView::mark);
  }

  void look() {
    var run = model.run().get();
    var path = path();
    if (run == null || path == null) return;
    var probes = run.recipe().probes();
    ui.go(Route.Attention.of(path, probes.isEmpty() ? null : probes.getFirst().text()));
  }

  /// Opens attention where a probe was captured.
  void look(Run.Capture capture) {
    var run = model.run().get();
    if (run == null) return;
    var probe = run.recipe().probes().get(capture.probe());
    ui.go(new Route.Attention(path(), probe.text(), probe.pair(), run.head().id(), capture.step()));
  }

  @Override
  public String help() {
    return "help.run";
  }
}

package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Changes;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Feed;

/// One run as its page shows it, while it goes and after. No controls.
final class RunPageModel {
  private final Workbench workbench;
  private final Latest latest;
  private final Feed feed;
  private final InstantSource clock;
  private final Pace pace = new Pace();
  private final Consumer<Changes> listener = this::changed;
  private final RunCurves curves = new RunCurves();
  private final ObjectProperty<@Nullable Run> run = new SimpleObjectProperty<>();
  private final IntegerProperty drawn = new SimpleIntegerProperty();
  private final StringProperty title = new SimpleStringProperty("");
  private final DoubleProperty smoothing = new SimpleDoubleProperty(0.6);
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final BooleanProperty keptAsItIs = new SimpleBooleanProperty();
  private Consumer<Problem> trouble = _ -> {};
  private String id = "";
  private boolean again;

  private record News(Run run, Map<String, List<Point>> points) {}

  RunPageModel(Workbench workbench, Latest latest, Feed feed, InstantSource clock) {
    this.workbench = workbench;
    this.latest = latest;
    this.feed = feed;
    this.clock = clock;
  }

  void onTrouble(Consumer<Problem> listener) {
    trouble = listener;
  }

  void show(String run) {
    if (!run.equals(id)) {
      id = run;
      latest.cancel("run.read");
      this.run.set(null);
      curves.clear();
      pace.clear();
      keptAsItIs.set(false);
    }
    feed.forget(listener);
    feed.listen(listener);
    read();
  }

  void leave() {
    feed.forget(listener);
    pace.clear(); // what went by unseen would count as one slow step
  }

  private void changed(Changes changes) {
    boolean restarted =
        changes.events().stream()
            .anyMatch(e ->
                e.run().equals(id) && e.event().kind().equals("started") && e.event().step() > 0);
    if (restarted) {
      curves.clear(); // steps after the checkpoint are told anew
      pace.clear();
    }
    if (restarted || changes.runs().stream().anyMatch(r -> r.id().equals(id))) read();
  }

  /// Reads once more after a reading under way: the last change of a run must not be missed.
  private void read() {
    if (latest.busy("run.read")) {
      again = true;
      return;
    }
    again = false;
    var ends = curves.ends();
    var wanted = id;
    latest.run(
        "run.read",
        () ->
            new News(
                workbench.history().run(wanted), RunCurves.read(workbench.history(), wanted, ends)),
        this::take,
        trouble);
  }

  private void take(News news) {
    var head = news.run().head();
    if (!head.id().equals(id)) return;
    curves.add(news.points());
    if (head.status() == RunStatus.RUNNING)
      pace.saw(startedAt(news.run()), head.step(), clock.instant());
    else pace.clear();
    if (head.status() != RunStatus.INTERRUPTED) keptAsItIs.set(false);
    title.set(head.name());
    run.set(news.run());
    drawn.set(drawn.get() + 1);
    if (again) read();
  }

  private static long startedAt(Run run) {
    long step = 0;
    for (var event : run.events()) if (event.kind().equals("started")) step = event.step();
    return step;
  }

  /// Time left at the pace of the last updates (METHODS 4.3); empty before there is anything to go by.
  Optional<Duration> left() {
    var now = run.get();
    var each = secondsPerStep();
    if (now == null || now.head().status() != RunStatus.RUNNING || each.isEmpty())
      return Optional.empty();
    long steps = now.head().totalSteps() - now.head().step();
    return Optional.of(Duration.ofMillis(Math.round(1000 * steps * each.getAsDouble())));
  }

  OptionalDouble secondsPerStep() {
    return pace.secondsPerStep();
  }

  /// How long a worker that should be at work has said nothing.
  Duration silence() {
    var now = run.get();
    if (now == null || now.head().status() != RunStatus.RUNNING || now.head().heartbeat() == null)
      return Duration.ZERO;
    return Duration.between(now.head().heartbeat(), clock.instant());
  }

  /// The step from which a run would go on, 0 for the beginning.
  static long checkpoint(Run run) {
    return run.checkpoints().stream().mapToLong(Run.Checkpoint::step).max().orElse(0);
  }

  void command(Command command) {
    change("command", () -> workbench.command(id, command));
  }

  void goOn() {
    change("resume", () -> workbench.resume(id));
  }

  void note(String markdown) {
    change("note", () -> workbench.history().note(id, markdown));
  }

  private void change(String what, Runnable work) {
    latest.run(
        "run." + what,
        () -> {
          work.run();
          return id;
        },
        _ -> feed.look(),
        trouble);
  }

  /// Leaves an interrupted run as it is; its page asks no more.
  void keep() {
    keptAsItIs.set(true);
    drawn.set(drawn.get() + 1);
  }

  boolean kept() {
    return keptAsItIs.get();
  }

  RunCurves curves() {
    return curves;
  }

  ObjectProperty<@Nullable Run> run() {
    return run;
  }

  /// Counts up when there is something new to draw.
  IntegerProperty drawn() {
    return drawn;
  }

  StringProperty title() {
    return title;
  }

  DoubleProperty smoothing() {
    return smoothing;
  }

  BooleanProperty logarithmic() {
    return logarithmic;
  }
}

package org.vitrine.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
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
  /// METHODS 4.3.
  private static final int LAST = 20;

  private final Workbench workbench;
  private final Latest latest;
  private final Feed feed;
  private final Consumer<Changes> listener = this::changed;
  private final RunCurves curves = new RunCurves();
  private final ObjectProperty<@Nullable Run> run = new SimpleObjectProperty<>();
  private final IntegerProperty drawn = new SimpleIntegerProperty();
  private final StringProperty title = new SimpleStringProperty("");
  private final ArrayDeque<Seen> seen = new ArrayDeque<>();
  private Consumer<Problem> trouble = _ -> {};
  private String id = "";

  /// A step and when it was seen.
  private record Seen(long step, Instant time) {}

  private record News(Run run, Map<String, List<Point>> points) {}

  RunPageModel(Workbench workbench, Latest latest, Feed feed) {
    this.workbench = workbench;
    this.latest = latest;
    this.feed = feed;
  }

  void onTrouble(Consumer<Problem> listener) {
    trouble = listener;
  }

  void show(String run) {
    if (!run.equals(id)) {
      id = run;
      this.run.set(null);
      curves.clear();
      seen.clear();
    }
    feed.forget(listener);
    feed.listen(listener);
    read();
  }

  void leave() {
    feed.forget(listener);
  }

  private void changed(Changes changes) {
    boolean restarted =
        changes.events().stream()
            .anyMatch(e ->
                e.run().equals(id) && e.event().kind().equals("started") && e.event().step() > 0);
    if (restarted) curves.clear(); // steps after the checkpoint are told anew
    if (restarted || changes.runs().stream().anyMatch(r -> r.id().equals(id))) read();
  }

  private void read() {
    if (latest.busy("run.read")) return;
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
    if (!news.run().head().id().equals(id)) return;
    curves.add(news.points());
    var head = news.run().head();
    if (seen.isEmpty() || seen.getLast().step() != head.step()) {
      seen.add(new Seen(head.step(), Instant.now()));
      while (seen.size() > LAST) seen.removeFirst();
    }
    title.set(head.name());
    run.set(news.run());
    drawn.set(drawn.get() + 1);
  }

  /// Seconds left by the last updates; empty before there is anything to go by.
  OptionalDouble secondsLeft() {
    var now = run.get();
    if (now == null || now.head().status() != RunStatus.RUNNING || seen.size() < 3)
      return OptionalDouble.empty();
    long steps = seen.getLast().step() - seen.getFirst().step();
    double seconds =
        Duration.between(seen.getFirst().time(), seen.getLast().time()).toMillis() / 1000.0;
    if (steps <= 0 || seconds <= 0) return OptionalDouble.empty();
    return OptionalDouble.of((now.head().totalSteps() - now.head().step()) * seconds / steps);
  }

  void command(Command command) {
    latest.run(
        "run.command",
        () -> {
          workbench.command(id, command);
          return id;
        },
        _ -> {},
        trouble);
  }

  void goOn() {
    latest.run(
        "run.resume",
        () -> {
          workbench.resume(id);
          return id;
        },
        _ -> {},
        trouble);
  }

  void note(String markdown) {
    latest.run(
        "run.note",
        () -> {
          workbench.history().note(id, markdown);
          return id;
        },
        _ -> {},
        trouble);
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
}

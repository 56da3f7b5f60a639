package org.vitrine.app.line;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Changes;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.train.RunEvent;

/// A run read from the history while another process trains it: what happened comes back as the events that the run told.
public final class Follow {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// A computer that slept wakes with beats that are old, and the worker's next comes within a second.
  private static final int LOOKS_UNTIL_LOST = 15;

  private final History history;
  private final String run;
  private final Consumer<RunEvent> to;
  private final List<Run.Event> waiting = new ArrayList<>();
  private long cursor;
  private long lastStep;

  /// @param cursor from where on events are news
  /// @param lastStep the last step that is no news
  public Follow(History history, String run, long cursor, long lastStep, Consumer<RunEvent> to) {
    this.history = history;
    this.run = run;
    this.cursor = cursor;
    this.lastStep = lastStep;
    this.to = to;
  }

  /// Returns when the run has ended, with how it stands then.
  ///
  /// @throws Problem `app.run_lost` if its worker ended without a word
  public RunHead toTheEnd() throws InterruptedException {
    int lost = 0;
    while (true) {
      var head = history.run(run).head();
      read();
      var status = head.status();
      lost = status == RunStatus.INTERRUPTED ? lost + 1 : 0;
      if (lost == LOOKS_UNTIL_LOST) throw new Problem("app.run_lost", head.name(), run);
      boolean over = status != RunStatus.QUEUED && status != RunStatus.INTERRUPTED;
      if (over && !status.alive()) return head;
      Thread.sleep(PAUSE);
    }
  }

  /// Events and steps are read apart, and more may come between: what is ahead of the steps that were read waits.
  private void read() {
    take(history.changes(cursor));
    int due = waiting.size();
    var steps = steps();
    take(history.changes(cursor));
    for (int i = 0; i < waiting.size(); i++) {
      var event = waiting.get(i);
      boolean begins = i >= due && event.kind().equals("started");
      // Whether these steps were read before or after the run began again, nobody knows: they are
      // read once more.
      if (begins) steps.removeIf(step -> step.step() > event.step());
      boolean ahead = i >= due && !steps.isEmpty() && event.step() > steps.getLast().step();
      if (begins || ahead) {
        waiting.subList(0, i).clear();
        tell(steps, Long.MAX_VALUE);
        return;
      }
      tell(steps, event.kind().equals("started") ? -1 : event.step());
      tell(event);
    }
    waiting.clear();
    tell(steps, Long.MAX_VALUE);
  }

  private void take(Changes changes) {
    cursor = changes.cursor();
    for (var told : changes.events()) {
      if (!told.run().equals(run)) continue;
      waiting.add(told.event());
      if (told.event().kind().equals("started")) lastStep = Math.min(lastStep, told.event().step());
    }
  }

  private List<RunEvent.Step> steps() {
    var losses = history.after(run, "train/loss", lastStep);
    if (losses.isEmpty()) return new ArrayList<>();
    var epochs = byStep("train/epoch");
    var rates = byStep("train/learning_rate");
    var norms = byStep("train/grad_norm");
    var speeds = byStep("train/tokens_per_second");
    var steps = new ArrayList<RunEvent.Step>();
    for (var loss : losses) {
      long at = loss.step();
      steps.add(
          new RunEvent.Step(
              at, of(epochs, at), loss.value(), of(rates, at), of(norms, at), of(speeds, at)));
    }
    lastStep = losses.getLast().step();
    return steps;
  }

  private Map<Long, Double> byStep(String metric) {
    var all = new LinkedHashMap<Long, Double>();
    for (Point point : history.after(run, metric, lastStep)) all.put(point.step(), point.value());
    return all;
  }

  private static double of(Map<Long, Double> values, long step) {
    return values.getOrDefault(step, Double.NaN);
  }

  private void tell(List<RunEvent.Step> steps, long upTo) {
    while (!steps.isEmpty() && steps.getFirst().step() <= upTo) to.accept(steps.removeFirst());
  }

  private void tell(Run.Event event) {
    var head = history.run(run).head();
    long step = event.step();
    switch (event.kind()) {
      case "started" ->
          to.accept(
              new RunEvent.Started(
                  step, head.totalSteps(), 0, history.run(run).environment(), List.of()));
      case "evaluated" ->
          to.accept(new RunEvent.Evaluated(step, 0, metrics(step), false, head.examples()));
      case "checkpoint" -> to.accept(new RunEvent.CheckpointSaved(step, Path.of(fact(event, 1))));
      case "paused" -> to.accept(new RunEvent.Paused(step));
      case "resumed" -> to.accept(new RunEvent.Resumed(step));
      case "noted" -> to.accept(new RunEvent.Noted(step, event.notice()));
      case "finished" -> to.accept(new RunEvent.Finished(step, path(head), history.result(run)));
      case "stopped" ->
          to.accept(new RunEvent.Stopped(step, head.path() == null ? null : path(head)));
      case "failed" ->
          to.accept(
              new RunEvent.Failed(
                  step,
                  new Problem.Facts(event.notice().key(), event.notice().facts()),
                  head.path() == null ? null : path(head)));
      default -> {} // captured and whatever a newer worker tells
    }
  }

  private static String fact(Run.Event event, int place) {
    var facts = event.notice().facts();
    return place < facts.size() ? String.valueOf(facts.get(place)) : "";
  }

  private static Path path(RunHead head) {
    return Path.of(String.valueOf(head.path()));
  }

  /// What the evaluation at this step measured, without `eval/`.
  private Map<String, Double> metrics(long step) {
    var all = new LinkedHashMap<String, Double>();
    for (var name : history.metrics(run)) {
      if (!name.startsWith("eval/")) continue;
      for (var point : history.after(run, name, step - 1)) {
        if (point.step() == step) all.put(name.substring("eval/".length()), point.value());
      }
    }
    return all;
  }
}

package org.vitrine.app.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Failed;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine runs show RUN`
@Command(name = "show")
public final class RunsShowCommand extends Act {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  @Parameters(paramLabel = "RUN", descriptionKey = "run.name")
  private String words = "";

  @Override
  protected int run(Workbench bench) {
    var history = bench.history();
    var run = history.run(Runs.find(bench, words).id());
    if (json()) {
      object(history.json(run));
      return Faults.DONE;
    }
    printHead(run);
    result("");
    var curves = new Grid();
    history
        .curves(run.head().id())
        .forEach((name, points) ->
            curves.row(
                name,
                text("runs.points", points.size(), Figures.number(points.getLast().value()))));
    curves.lines().forEach(this::result);
    result("");
    for (var event : run.events()) printEvent(event);
    result("");
    var saved = new Grid();
    for (var each : run.checkpoints())
      saved.row(text("runs.saved." + each.kind()), Long.toString(each.step()), each.path());
    saved.lines().forEach(this::result);
    if (run.head().status() == RunStatus.FAILED)
      result(Failed.problem(run.head()).full(everywhere().locale()));
    return Faults.DONE;
  }

  private void printHead(Run run) {
    var head = run.head();
    var grid = new Grid();
    grid.row(text("runs.name"), head.name());
    grid.row(text("runs.id"), head.id());
    grid.row(text("runs.status"), text("status." + head.status().name().toLowerCase(Locale.ROOT)));
    grid.row(text("runs.task"), head.task());
    grid.row(text("runs.model"), head.model());
    grid.row(text("runs.data"), head.data());
    grid.row(text("runs.steps"), head.step() + " / " + head.totalSteps());
    if (head.score() != null)
      grid.row(String.valueOf(head.scoreName()), Figures.number(head.score()));
    if (!head.tags().isEmpty()) grid.row(text("runs.tags"), String.join(" ", head.tags()));
    if (!run.note().isBlank()) grid.row(text("runs.note"), run.note().replace('\n', ' '));
    run.environment().forEach((name, value) -> grid.row(name, String.valueOf(value)));
    grid.lines().forEach(this::result);
  }

  private void printEvent(Run.Event event) {
    var time = TIME.format(event.time().atZone(ZoneId.systemDefault()));
    result(
        "%s  %6d  %s"
            .formatted(time, event.step(), event.notice().sentence(everywhere().locale())));
  }
}

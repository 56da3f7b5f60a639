package org.vitrine.app.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vitrine runs list`
@Command(name = "list")
public final class RunsListCommand extends Act {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Option(names = "--deleted")
  private boolean deleted;

  @Override
  protected int run(Workbench bench) {
    var runs = bench.history().runs(deleted);
    if (json()) {
      object(runs.stream().map(bench.history()::json).toList());
      return Faults.DONE;
    }
    var grid = new Grid();
    for (var run : runs) grid.row(row(run));
    grid.lines().forEach(this::result);
    if (runs.isEmpty()) say(text(deleted ? "runs.none_deleted" : "runs.none"));
    return Faults.DONE;
  }

  private String[] row(RunHead run) {
    var score = run.score() == null ? "" : run.scoreName() + " " + Figures.number(run.score());
    return new String[] {
      run.id(),
      run.name(),
      text("status." + run.status().name().toLowerCase(Locale.ROOT)),
      run.totalSteps() == 0 ? "" : run.step() + " / " + run.totalSteps(),
      score,
      TIME.format(run.created().atZone(ZoneId.systemDefault())),
      String.join(" ", run.tags())
    };
  }
}

package org.vitrine.app.command;

import org.jspecify.annotations.Nullable;
import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.history.Comparison;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine runs compare A B`
@Command(name = "compare")
public final class RunsCompareCommand extends Act {
  @Parameters(index = "0", paramLabel = "A", descriptionKey = "run.name")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", descriptionKey = "run.name")
  private String second = "";

  @Override
  protected int run(Workbench bench) {
    var comparison =
        bench.history().compare(Runs.find(bench, first).id(), Runs.find(bench, second).id());
    if (json()) object(comparison);
    else print(comparison);
    return Faults.DONE;
  }

  private void print(Comparison comparison) {
    var grid = new Grid().row("", comparison.a().name(), comparison.b().name());
    for (var each : comparison.differences()) grid.row(each.field(), or(each.a()), or(each.b()));
    for (var each : comparison.metrics()) grid.row(each.name(), ends(each.a()), ends(each.b()));
    grid.lines().forEach(this::result);
    if (comparison.differences().isEmpty()) say(text("runs.same"));
  }

  private static String or(@Nullable String value) {
    return value == null ? "–" : value;
  }

  private String ends(Comparison.@Nullable Ends ends) {
    if (ends == null) return "–";
    return text("runs.ends", Figures.number(ends.last()), Figures.number(ends.best()));
  }
}

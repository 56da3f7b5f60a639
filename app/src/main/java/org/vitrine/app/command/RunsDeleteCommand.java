package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.base.Json;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitrine runs delete RUN`: into the bin, from where it can be taken back, or for good.
@Command(name = "delete")
public final class RunsDeleteCommand extends Act {
  @Parameters(paramLabel = "RUN", descriptionKey = "run.name")
  private String words = "";

  @Option(names = "--forever")
  private boolean forever;

  @Override
  protected int run(Workbench bench) {
    var run = Runs.find(bench, words);
    if (forever) bench.history().erase(run.id());
    else bench.history().delete(run.id());
    if (json()) object(Json.object().put("deleted", run.id()));
    else say(text(forever ? "runs.erased" : "runs.deleted", run.name(), run.id()));
    return Faults.DONE;
  }
}

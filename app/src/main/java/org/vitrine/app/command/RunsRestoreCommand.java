package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.base.Json;
import org.vitrine.core.session.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine runs restore RUN`: takes a deleted run back.
@Command(name = "restore")
public final class RunsRestoreCommand extends Act {
  @Parameters(paramLabel = "RUN", descriptionKey = "run.name")
  private String words = "";

  @Override
  protected int run(Workbench bench) {
    var run = Runs.find(bench, words);
    bench.history().restore(run.id());
    if (json()) object(Json.object().put("restored", run.id()));
    else say(text("runs.restored", run.name()));
    return Faults.DONE;
  }
}

package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine engine use NAME`: tries it in a process of its own, and switches if that went well.
@Command(name = "use")
public final class EngineUseCommand extends Act {
  @Parameters(paramLabel = "NAME", descriptionKey = "engine.name")
  private String name = "";

  @Override
  protected int run(Workbench bench) throws Exception {
    var trial = ask(bench, new Request.UseEngine(name));
    if (json()) object(trial);
    else
      say(
          text(
              "engine.used",
              name,
              trial.libtorch(),
              String.join(", ", trial.devices()),
              Figures.time(trial.seconds())));
    return Faults.DONE;
  }
}

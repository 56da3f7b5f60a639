package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitrine engine remove NAME`
@Command(name = "remove")
public final class EngineRemoveCommand extends Act {
  @Parameters(paramLabel = "NAME", descriptionKey = "engine.name")
  private String name = "";

  @Override
  protected int run(Workbench bench) throws Exception {
    var left = ask(bench, new Request.RemoveEngine(name));
    if (json()) object(left);
    else say(text("engine.removed", name));
    return Faults.DONE;
  }
}

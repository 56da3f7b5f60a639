package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;

/// `vitrine engine list`
@Command(name = "list")
public final class EngineListCommand extends Act {
  @Override
  protected int run(Workbench bench) throws Exception {
    var list = ask(bench, new Request.ListEngines());
    if (json()) object(list);
    else print(list);
    return Faults.DONE;
  }

  private void print(EngineList list) {
    var grid = new Grid();
    for (var each : list.engines()) {
      grid.row(
          each.inUse() ? "✓" : "",
          each.name(),
          "libtorch " + (each.libtorch().isEmpty() ? "?" : each.libtorch()),
          each.flavour(),
          Figures.bytes(each.bytes()),
          each.path());
    }
    grid.lines().forEach(this::result);
    for (var each : list.engines()) {
      if (each.problem() != null) say(each.problem().toProblem().full(everywhere().locale()));
    }
    if (list.named() != null) say(text("engine.named", list.named()));
    for (var each : list.offers()) {
      if (list.engines().stream().noneMatch(e -> e.name().equals(each))) {
        say(text("engine.offer", each));
      }
    }
    for (var each : list.pythons()) say(text("engine.python", each.version(), each.path()));
  }
}

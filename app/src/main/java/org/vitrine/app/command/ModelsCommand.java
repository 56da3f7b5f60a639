package org.vitrine.app.command;

import org.vitrine.app.line.Act;
import org.vitrine.app.line.Faults;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Grid;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import picocli.CommandLine.Command;

/// `vitrine models`
@Command(name = "models")
public final class ModelsCommand extends Act {
  @Override
  protected int run(Workbench bench) throws Exception {
    var models =
        ask(bench, new Request.ListModels(everywhere().settings().modelFolders())).models();
    if (json()) {
      object(models);
      return Faults.DONE;
    }
    var grid = new Grid();
    for (var model : models) grid.row(row(model));
    grid.lines().forEach(this::result);
    if (models.isEmpty()) say(text("models.none"));
    for (var model : models) {
      if (model.problem() == null) continue;
      say(model.name() + ": " + model.problem().toProblem().sentence(everywhere().locale()));
    }
    return Faults.DONE;
  }

  private String[] row(ModelHead model) {
    return new String[] {
      model.name(),
      text("models.source." + model.source()),
      model.family() == null ? "?" : model.family(),
      Figures.count(model.parameters()),
      String.join(", ", model.tasks()),
      model.path()
    };
  }
}

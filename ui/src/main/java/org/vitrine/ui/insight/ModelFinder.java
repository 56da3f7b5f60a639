package org.vitrine.ui.insight;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.ui.nav.Route;

/// Which of the known models a route means; one that is on no list is taken at its word.
final class ModelFinder {
  private ModelFinder() {}

  /// @param wanted folder of a model or of a run
  static ModelHead of(List<ModelHead> models, String wanted, Route.Attention route) {
    boolean run = route.run() != null;
    for (var each : models)
      if (run ? Path.of(each.path()).startsWith(wanted) : each.path().equals(wanted)) return each;
    // a checkpoint of a run, or a folder that is on no list
    var folder = run && route.step() >= 0 ? wanted + "/checkpoints/step-" + route.step() : wanted;
    var name = Path.of(folder).getFileName().toString();
    return new ModelHead(name, folder, "", null, "folder", 0, 0, List.of(), null);
  }

  static @Nullable ModelHead at(List<ModelHead> models, @Nullable String path) {
    return models.stream().filter(m -> m.path().equals(path)).findFirst().orElse(null);
  }

  static @Nullable ModelHead starter(List<ModelHead> models) {
    return models.stream().filter(m -> m.source().equals("starter")).findFirst().orElse(null);
  }
}

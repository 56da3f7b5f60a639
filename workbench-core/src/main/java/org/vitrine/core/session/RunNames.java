package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.Locale;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Texts;
import org.vitrine.core.history.History;

/// What a model is called on a picture: its folder's name, or, where a run made it, the run's with the step.
final class RunNames {
  private RunNames() {}

  static String of(Home home, Path model, Locale locale) {
    var folder = model.toAbsolutePath().normalize();
    var own = String.valueOf(folder.getFileName());
    var runs = home.root().resolve("runs").toAbsolutePath().normalize();
    if (!folder.startsWith(runs) || folder.equals(runs)) return own;
    var id = runs.relativize(folder).getName(0).toString();
    try (var history = History.open(home)) {
      var run = history.head(id);
      if (run.isEmpty()) return own;
      var name = run.get().name();
      var texts = Texts.of("org.vitrine.core.insight.texts", locale);
      if (own.equals("best")) return texts.get("picture.best", name);
      var step = own.startsWith("step-") ? own.substring(5) : Long.toString(run.get().step());
      return texts.get("picture.step", name, step);
    }
  }
}

package org.vitrine.ui.runs;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.shell.Shell;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.Screenshots;

class RunsPictures {
  @Test
  void runs() {
    take("08-runs", _ -> new Route.Runs());
  }

  @Test
  void overlay() {
    take("09-runs-overlay", runs -> new Route.Overlay(List.of(runs.get(0).id(), runs.get(1).id())));
  }

  @Test
  void finished() {
    take("05-live-run", runs -> new Route.RunPage(runs.getFirst().id()));
  }

  @Test
  void failed() {
    take("18-run-failed", runs -> new Route.RunPage(runs.getLast().id()));
  }

  @Test
  void none() {
    Screenshots.of("17-runs-empty", FakeWorkbench::new, ui -> at(ui, new Route.Runs()), _ -> {});
  }

  private static void take(String name, Function<List<RunHead>, Route> route) {
    Screenshots.of(
        name,
        () -> {
          var workbench = new FakeWorkbench();
          FakeRuns.into(workbench);
          return workbench;
        },
        ui -> {
          ui.feed().look();
          return at(ui, route.apply(List.copyOf(ui.feed().runs())));
        },
        _ -> {});
  }

  private static Parent at(Ui ui, Route route) {
    ui.feed().look();
    var shell = new Shell(ui);
    ui.go(route);
    return shell;
  }
}

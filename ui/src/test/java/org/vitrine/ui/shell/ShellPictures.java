package org.vitrine.ui.shell;

import org.junit.jupiter.api.Test;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.Screenshots;

/// The whole window on each of its screens: a line a screen.
class ShellPictures {
  @Test
  void home() {
    Screenshots.of("01-home", ShellPictures::busy, ui -> at(ui, new Route.Home()), _ -> {});
  }

  @Test
  void settings() {
    Screenshots.of(
        "14-settings",
        ShellPictures::busy,
        ui -> at(ui, new Route.Settings("appearance")),
        _ -> {});
  }

  @Test
  void settings_of_the_device() {
    Screenshots.of(
        "14-settings-device",
        ShellPictures::busy,
        ui -> at(ui, new Route.Settings("device")),
        _ -> {});
  }

  @Test
  void palette() {
    Screenshots.of(
        "15-command-palette",
        ShellPictures::busy,
        ui -> {
          var shell = at(ui, new Route.Home());
          shell.openPalette();
          return shell;
        },
        _ -> {});
  }

  @Test
  void first_run() {
    Screenshots.of(
        "16-first-run",
        FakeWorkbench::new,
        ui -> {
          var shell = at(ui, new Route.Home());
          shell.welcome();
          return shell;
        },
        _ -> {});
  }

  @Test
  void fresh_home() {
    Screenshots.of("01-home-fresh", FakeWorkbench::new, ui -> at(ui, new Route.Home()), _ -> {});
  }

  private static FakeWorkbench busy() {
    var workbench = new FakeWorkbench();
    FakeRuns.into(workbench);
    return workbench;
  }

  private static Shell at(Ui ui, Route route) {
    ui.feed().look();
    var shell = new Shell(ui);
    ui.go(route);
    return shell;
  }
}

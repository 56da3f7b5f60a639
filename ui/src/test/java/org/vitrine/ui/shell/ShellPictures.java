package org.vitrine.ui.shell;

import org.junit.jupiter.api.Test;
import org.vitrine.ui.kit.Tone;
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
  void settings_of_the_network() {
    Screenshots.of(
        "14-settings-network",
        ShellPictures::busy,
        ui -> at(ui, new Route.Settings("network")),
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

  @Test
  void large_text_and_small_window() {
    Screenshots.large("01-home", 150, ui -> at(ui, new Route.Home()));
    Screenshots.large("01-home", 200, ui -> at(ui, new Route.Home()));
    Screenshots.large("14-settings", 150, ui -> at(ui, new Route.Settings("appearance")));
    Screenshots.large("14-settings", 200, ui -> at(ui, new Route.Settings("appearance")));
  }

  @Test
  void messages_and_a_run_that_was_cut_off() {
    Screenshots.of(
        "18-messages",
        ShellPictures::busy,
        ui -> {
          var shell = at(ui, new Route.Home());
          ui.toasts()
              .say(Tone.GOOD, "**sst2-bert-base finished: 93.0 %** in 9:41", "Open", () -> {});
          ui.toasts()
              .undoable(
                  "Run “sst2-tiny” deleted. It can be restored for 30 days.", "Undo", () -> {});
          ui.toasts()
              .say(
                  Tone.BAD,
                  "**Disk is nearly full:** 2.1 GB left, next checkpoint needs 1.3 GB.",
                  "Free space",
                  () -> {});
          return shell;
        },
        _ -> {});
  }

  @Test
  void closing_while_a_run_goes_on() {
    Screenshots.of(
        "18-close",
        ShellPictures::busy,
        ui -> {
          var shell = at(ui, new Route.Home());
          shell.mayClose(() -> {});
          return shell;
        },
        _ -> {});
  }

  private static FakeWorkbench busy() {
    var workbench = new FakeWorkbench();
    FakeRuns.into(workbench);
    return workbench;
  }

  private static Shell at(Ui ui, Route route) {
    ui.feed().look();
    var shell = new Shell(ui);
    shell.begin();
    ui.go(route);
    return shell;
  }
}

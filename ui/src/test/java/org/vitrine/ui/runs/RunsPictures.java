package org.vitrine.ui.runs;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
    take("08-runs", RunsPictures::many, _ -> new Route.Runs(), scene -> tick(scene, 3));
  }

  @Test
  void runs_in_the_smallest_window_with_the_chosen_one_over_them() {
    Screenshots.small(
        "08-runs",
        () -> filled(RunsPictures::many),
        ui -> at(ui, _ -> new Route.Runs()),
        scene -> {
          tick(scene, 1);
          key(scene, ".v-runs", KeyCode.D, false);
        });
  }

  @Test
  void overlay() {
    take(
        "09-runs-overlay",
        RunsPictures::many,
        runs ->
            new Route.Overlay(
                List.of(
                    id(runs, "sst2-bert-base-s1"),
                    id(runs, "sst2-bert-base-5e-5"),
                    id(runs, "sst2-bert-base-head"))),
        RunsPictures::ask);
  }

  @Test
  void live() {
    take(
        "05-live-run", LiveRuns::running, runs -> new Route.RunPage(runs.getFirst().id()), _ -> {});
  }

  @Test
  void first_seconds() {
    take(
        "17-first-seconds",
        LiveRuns::young,
        runs -> new Route.RunPage(runs.getFirst().id()),
        _ -> {});
  }

  @Test
  void finished() {
    take(
        "05-finished-run",
        workbench -> {
          var run = LiveRuns.finished(workbench, "sst2-bert-base-s1", "2e-5", 0.11, 0.930, 31);
          LiveRuns.films(workbench, run);
          workbench.history().note(run, "Seed 1: **confident mistakes**.");
          workbench.history().flush();
        },
        runs -> new Route.RunPage(runs.getFirst().id()),
        _ -> {});
  }

  @Test
  void failed() {
    take("18-run-failed", FakeRuns::into, runs -> new Route.RunPage(runs.getLast().id()), _ -> {});
  }

  @Test
  void interrupted() {
    take(
        "18-run-interrupted",
        workbench -> {
          var history = workbench.history();
          var run = LiveRuns.running(workbench);
          history.beat(run, Long.MAX_VALUE >> 20).close(); // a process that is not there
          history.flush();
        },
        runs -> new Route.RunPage(runs.getFirst().id()),
        _ -> {});
  }

  @Test
  void with_large_text() {
    for (int percent : new int[] {150, 200}) {
      large("08-runs", percent, RunsPictures::many, _ -> new Route.Runs());
      large("05-live-run", percent, LiveRuns::running, r -> new Route.RunPage(r.getFirst().id()));
      large(
          "09-runs-overlay",
          percent,
          RunsPictures::many,
          runs ->
              new Route.Overlay(
                  List.of(id(runs, "sst2-bert-base-s1"), id(runs, "sst2-bert-base-head"))));
    }
  }

  @Test
  void none() {
    take("17-runs-empty", _ -> {}, _ -> new Route.Runs(), _ -> {});
  }

  @Test
  void none_matches() {
    take(
        "17-runs-filter",
        RunsPictures::many,
        _ -> new Route.Runs(),
        scene -> type(scene, "tag:thesis accuracy > 0.95"));
  }

  private static void many(FakeWorkbench workbench) {
    FakeRuns.into(workbench);
    var history = workbench.history();
    LiveRuns.finished(workbench, "sst2-bert-base-head", "1e-3", 0.39, 0.846, 23);
    LiveRuns.finished(workbench, "sst2-bert-base-5e-5", "5e-5", 0.09, 0.921, 29);
    var run = LiveRuns.finished(workbench, "sst2-bert-base-s1", "2e-5", 0.11, 0.930, 31);
    history.note(
        run,
        "Seed 1. Validation loss turns at step 3,700 while accuracy still climbs: **confident mistakes**. Try label smoothing.");
    history.tags(run, Set.of("seed", "paper"));
    LiveRuns.running(workbench);
    history.flush();
  }

  private static String id(List<RunHead> runs, String name) {
    return runs.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().id();
  }

  private static void tick(Scene scene, int count) {
    var table = (RunsTable) scene.lookup(".v-runs");
    table.getSelectionModel().select(1);
    for (int i = 1; i < count; i++) table.model().tick(table.getItems().get(i).id());
  }

  /// Ctrl+Enter in the field for SQL.
  private static void ask(Scene scene) {
    key(scene, ".v-sql", KeyCode.ENTER, true);
  }

  private static void key(Scene scene, String on, KeyCode code, boolean control) {
    var key = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
    scene.lookup(on).fireEvent(key);
  }

  private static void type(Scene scene, String text) {
    ((javafx.scene.control.TextField) scene.lookup(".text-field.v-field")).setText(text);
  }

  private static void take(
      String name,
      Consumer<FakeWorkbench> fill,
      Function<List<RunHead>, Route> route,
      Consumer<Scene> then) {
    Screenshots.of(name, () -> filled(fill), ui -> at(ui, route), then);
  }

  private static void large(
      String name,
      int percent,
      Consumer<FakeWorkbench> fill,
      Function<List<RunHead>, Route> route) {
    Screenshots.large(name, percent, () -> filled(fill), ui -> at(ui, route));
  }

  private static FakeWorkbench filled(Consumer<FakeWorkbench> fill) {
    var workbench = new FakeWorkbench();
    fill.accept(workbench);
    return workbench;
  }

  private static Parent at(Ui ui, Function<List<RunHead>, Route> route) {
    ui.feed().look();
    var shell = new Shell(ui);
    ui.go(route.apply(List.copyOf(ui.feed().runs())));
    return shell;
  }
}

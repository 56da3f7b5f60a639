package org.vitrine.ui.data;

import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.Screenshots;

/// Pictures of the data screen, to be looked at.
class DataPictures {
  private DataScreen screen;

  @Test
  void a_table() {
    Screenshots.of("03-data", FakeData::workbench, ui -> page(ui, FakeData.FILE), _ -> {});
  }

  @Test
  void only_problems_against_another_file() {
    Screenshots.of(
        "03-data-problems",
        FakeData::workbench,
        ui -> {
          var page = page(ui, FakeData.FILE);
          screen.model().measureOn("/data/sst2-dev.tsv");
          screen.model().onlyProblems(true);
          return page;
        },
        _ -> {});
  }

  @Test
  void steps_of_the_recipe_and_a_bad_line() {
    Screenshots.of(
        "03-data-steps",
        FakeData::workbench,
        ui -> {
          var page = page(ui, FakeData.FILE);
          screen.model().measureOn("/data/sst2-dev.tsv");
          screen.model().leaveOut("duplicate");
          screen.model().cut(48);
          screen.model().openAt(1204);
          return page;
        },
        _ -> {});
  }

  @Test
  void a_folder_of_pictures() {
    Screenshots.of("03-data-pictures", FakeData::pictures, ui -> page(ui, "/data/shapes"), _ -> {});
    Screenshots.large("03-data-pictures", 200, FakeData::pictures, ui -> page(ui, "/data/shapes"));
  }

  @Test
  void large_text_and_a_small_window() {
    for (int percent : new int[] {150, 200})
      Screenshots.large("03-data", percent, FakeData::workbench, ui -> page(ui, FakeData.FILE));
    Screenshots.small("03-data", FakeData::workbench, ui -> page(ui, FakeData.FILE), _ -> {});
  }

  @Test
  void nothing_yet() {
    Screenshots.of("03-data-empty", FakeData::workbench, ui -> page(ui, null), _ -> {});
  }

  private Parent page(Ui ui, @Nullable String path) {
    screen = new DataScreen(ui);
    ui.navigator().register(java.util.List.of(screen, new TrainStandIn()));
    ui.navigator().go(new Route.Data(path));
    return (Parent) screen.view();
  }

  private record TrainStandIn() implements Screen {
    @Override
    public boolean shows(Route route) {
      return route instanceof Route.Train;
    }

    @Override
    public void enter(Route route) {}

    @Override
    public javafx.scene.Node view() {
      return new javafx.scene.layout.VBox();
    }
  }
}

package org.vitrine.ui.models;

import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeReplies;
import org.vitrine.ui.testing.Screenshots;

/// Pictures of the models screen, to be looked at.
class ModelsPictures {
  @Test
  void a_model() {
    Screenshots.of(
        "02-models", FakeModels::workbench, ui -> page(ui, FakeModels.BASE, null), _ -> {});
  }

  @Test
  void a_certificate_that_does_not_hold() {
    Screenshots.of(
        "02-models-parity",
        () -> FakeModels.workbench().answer(Request.Certify.class, _ -> FakeReplies.parity(true)),
        ui -> page(ui, FakeModels.BASE, null),
        _ -> {});
  }

  @Test
  void a_model_of_pictures() {
    Screenshots.of(
        "02-models-vit", FakeModels::workbench, ui -> page(ui, FakeModels.PICTURES, null), _ -> {});
  }

  @Test
  void a_tensor() {
    Screenshots.of(
        "02-models-tensor",
        FakeModels::workbench,
        ui -> page(ui, FakeModels.BASE, "bert.encoder.layer.0.attention.self.query.weight"),
        _ -> {});
  }

  @Test
  void a_damaged_and_an_unknown_one() {
    Screenshots.of(
        "02-models-damaged",
        FakeModels::workbench,
        ui -> page(ui, FakeModels.DAMAGED, null),
        _ -> {});
    Screenshots.of(
        "02-models-unknown",
        FakeModels::workbench,
        ui -> page(ui, FakeModels.UNKNOWN, null),
        _ -> {});
  }

  @Test
  void large_text_and_a_small_window() {
    for (int percent : new int[] {150, 200})
      Screenshots.large(
          "02-models", percent, FakeModels::workbench, ui -> page(ui, FakeModels.BASE, null));
    Screenshots.small(
        "02-models", FakeModels::workbench, ui -> page(ui, FakeModels.BASE, null), _ -> {});
  }

  private static Parent page(Ui ui, String path, @Nullable String tensor) {
    var screen = new ModelsScreen(ui);
    ui.navigator().register(java.util.List.of(screen, new AnyScreen()));
    ui.navigator().go(new Route.Models(path));
    var view = (Parent) screen.view();
    if (tensor != null) screen.openTensor(tensor);
    return view;
  }

  /// Stands for the screens that this one leads to.
  record AnyScreen() implements org.vitrine.ui.nav.Screen {
    @Override
    public boolean shows(Route route) {
      return route instanceof Route.Train || route instanceof Route.Attention;
    }

    @Override
    public void enter(Route route) {}

    @Override
    public javafx.scene.Node view() {
      return new javafx.scene.layout.VBox();
    }
  }
}

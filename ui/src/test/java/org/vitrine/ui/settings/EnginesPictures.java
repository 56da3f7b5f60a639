package org.vitrine.ui.settings;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Settings;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeEngines;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.Screenshots;

/// Pictures of the engines, to be looked at.
class EnginesPictures {
  private FakeWorkbench workbench = new FakeWorkbench();

  @Test
  void what_is_here() {
    take("14-settings-engines", fake -> fake.with("cuda").broken("own"), _ -> {});
  }

  @Test
  void what_would_be_fetched() {
    take("14-settings-engines-offer", _ -> {}, scene -> press(scene, Feather.DOWNLOAD));
  }

  @Test
  void how_far_it_is() {
    take(
        "14-settings-engines-work",
        _ -> workbench.hold(Request.InstallEngine.class),
        scene -> {
          press(scene, Feather.DOWNLOAD);
          press(scene, Feather.DOWNLOAD);
          workbench.progress.at("device.progress.fetching", 900L << 20, 2_500L << 20);
        });
  }

  @Test
  void a_failure_and_no_network() {
    take(
        "14-settings-engines-trouble",
        fake -> {
          fake.with("own");
          Settings.DEFAULTS.with("network", "never").save(workbench.home());
          workbench.fail(Request.UseEngine.class, new Problem("session.engine_no_card", "own"));
        },
        scene -> press(scene, Feather.CHECK));
  }

  @Test
  void in_a_small_window() {
    Screenshots.small(
        "14-settings-engines", () -> made(fake -> fake.with("cuda")), this::settings, _ -> {});
  }

  private void take(String name, Consumer<FakeEngines> prepare, Consumer<Scene> then) {
    Screenshots.of(name, () -> made(prepare), this::settings, then);
  }

  private FakeWorkbench made(Consumer<FakeEngines> prepare) {
    workbench = new FakeWorkbench();
    prepare.accept(FakeEngines.into(workbench));
    return workbench;
  }

  private Parent settings(Ui ui) {
    var screen = new SettingsScreen(ui);
    screen.enter(new Route.Settings("engines"));
    return (Parent) screen.view();
  }

  private static void press(Scene scene, Feather icon) {
    var found = find(scene.getRoot(), node -> node instanceof Button b && shows(b, icon));
    if (!(found instanceof Button button)) throw new AssertionError(List.of(icon));
    button.fire();
  }

  private static boolean shows(Button button, Feather icon) {
    return !button.isDisabled()
        && button.getGraphic() instanceof FontIcon graphic
        && graphic.getIconCode() == icon;
  }

  private static Node find(Node node, Predicate<Node> wanted) {
    if (wanted.test(node)) return node;
    if (node instanceof Parent parent)
      for (var child : parent.getChildrenUnmodifiable()) {
        var found = find(child, wanted);
        if (found != null) return found;
      }
    return null;
  }
}

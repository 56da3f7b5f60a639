package org.vitrine.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeRuns;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

class ShellTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private Ui ui;
  private Shell shell;
  private Stage stage;

  @BeforeEach
  void open() {
    FxTest.run(() -> {
      ui = Ui.of(workbench, Latest.inline());
      ui.preferences().set("welcomed", true);
      ui.preferences().set("language", "en");
      ui.preferences().set("theme", "light");
      shell = new Shell(ui);
      shell.begin();
      stage = new Stage();
      stage.setScene(new Scene(shell, 1100, 700));
      ui.theme().dress(stage.getScene());
      stage.show();
    });
  }

  @AfterEach
  void close() {
    FxTest.run(stage::close);
    workbench.close();
  }

  private void press(KeyCode code, boolean control) {
    FxTest.run(() -> {
      var target =
          stage.getScene().getFocusOwner() == null ? shell : stage.getScene().getFocusOwner();
      javafx.event.Event.fireEvent(
          target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    });
    FxTest.settle();
  }

  private boolean shows(String text) {
    return FxTest.on(() ->
        find(shell, n -> n instanceof Labeled l && text.equals(l.getText()) && n.isVisible())
            != null);
  }

  private static Node find(Node node, Predicate<Node> wanted) {
    if (wanted.test(node)) return node;
    if (node instanceof Parent parent) {
      for (var child : parent.getChildrenUnmodifiable()) {
        var found = find(child, wanted);
        if (found != null) return found;
      }
    }
    return null;
  }

  @Test
  void switches_language_at_once_and_keeps_what_was_typed() {
    FxTest.run(() -> {
      var field = (TextField) find(shell, n -> n instanceof TextField);
      field.setText("My own words.");
      ui.preferences().set("language", "zh");
    });
    assertThat(shows("想看看什么？")).isTrue();
    assertThat(FxTest.on(() -> ((TextField) find(shell, n -> n instanceof TextField)).getText()))
        .isEqualTo("My own words.");
  }

  @Test
  void the_palette_opens_by_key_does_what_was_typed_and_closes_by_escape() {
    press(KeyCode.K, true);
    assertThat(shows("more actions")).isTrue();
    press(KeyCode.ESCAPE, false);
    assertThat(shows("more actions")).isFalse();
    press(KeyCode.K, true);
    FxTest.run(() -> ((TextField) stage.getScene().getFocusOwner()).setText("settings"));
    press(KeyCode.ENTER, false);
    assertThat(FxTest.on(() -> ui.navigator().route().get())).isInstanceOf(Route.Settings.class);
  }

  @Test
  void numbers_walk_the_rail_and_alt_arrows_walk_back() {
    var second = FxTest.on(() -> Rail.places(ui).get(1).route());
    press(KeyCode.DIGIT2, true);
    assertThat(FxTest.on(() -> ui.navigator().route().get())).isEqualTo(second);
    FxTest.run(() -> ui.actions().find("shell.back").run());
    assertThat(FxTest.on(() -> ui.navigator().route().get())).isInstanceOf(Route.Home.class);
  }

  @Test
  void classroom_mode_makes_everything_larger() {
    press(KeyCode.F9, false);
    assertThat(FxTest.on(() -> ui.theme().scale().get())).isEqualTo(1.5);
    press(KeyCode.F9, false);
    assertThat(FxTest.on(() -> ui.theme().scale().get())).isEqualTo(1.0);
  }

  @Test
  void closes_at_once_when_nothing_trains_and_asks_when_something_does() {
    assertThat(FxTest.on(() -> shell.mayClose(() -> {}))).isTrue();
    var run = FakeRuns.create(workbench.history(), "long-one", "2e-5");
    FakeRuns.steps(workbench.history(), run, 400, 100, 0, 3);
    FxTest.run(ui.feed()::look);
    boolean[] closed = new boolean[1];
    assertThat(FxTest.on(() -> shell.mayClose(() -> closed[0] = true))).isFalse();
    assertThat(shows("long-one is still training")).isTrue();
    FxTest.run(() ->
        ((javafx.scene.control.Button)
                find(shell, n -> n instanceof Labeled l && "Pause and save".equals(l.getText())))
            .fire());
    assertThat(workbench.commanded).containsEntry(run, Command.SUSPEND);
    assertThat(closed[0]).isTrue();
  }

  @Test
  void time_left_is_the_mean_time_of_a_step_times_the_steps_left() {
    var run = FakeRuns.create(workbench.history(), "half", "2e-5");
    FakeRuns.steps(workbench.history(), run, 400, 100, 0, 3);
    var head = workbench.history().head(run).orElseThrow();
    var now = head.started().plusSeconds(head.step());
    assertThat(RunChip.timeLeft(head, now)).isEqualTo(Duration.ofSeconds(400 - head.step()));
    assertThat(RunChip.timeLeft(head, Instant.EPOCH)).isLessThanOrEqualTo(Duration.ZERO);
  }
}

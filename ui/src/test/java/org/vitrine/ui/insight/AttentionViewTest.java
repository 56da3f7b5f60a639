package org.vitrine.ui.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.vitrine.core.insight.Method;
import org.vitrine.ui.charts.AttentionMap;
import org.vitrine.ui.charts.Cell;
import org.vitrine.ui.charts.HeadGrid;
import org.vitrine.ui.charts.LinksView;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

class AttentionViewTest {
  private static List<String> texts(Node node) {
    var all = new ArrayList<String>();
    if (node instanceof Labeled label && label.getText() != null) all.add(label.getText());
    if (node instanceof Labeled label && label.getGraphic() instanceof Parent graphic)
      all.addAll(texts(graphic));
    if (node instanceof Parent parent)
      for (var child : parent.getChildrenUnmodifiable()) all.addAll(texts(child));
    return all;
  }

  private static Parent laidOut(AttentionScreen screen) {
    var view = (Parent) screen.view();
    new Scene(view, 1364, 826);
    view.applyCss();
    view.layout();
    return view;
  }

  private static Ui ui() {
    var ui = Ui.of(new FakeWorkbench(), Latest.inline());
    ui.preferences().set("language", "en");
    ui.words().speak(Locale.ENGLISH);
    return ui;
  }

  @Test
  void a_view_that_is_made_after_the_answer_shows_it() {
    FxTest.run(() -> {
      var screen = new AttentionScreen(ui());
      screen.enter(Route.Attention.of(null, null));
      assertThat(texts(laidOut(screen)))
          .contains("4 layers × 4 heads", "Links of", "Prediction", "15 tokens");
    });
  }

  @Test
  void a_view_that_is_made_before_the_answer_shows_it_when_it_comes() {
    FxTest.run(() -> {
      var screen = new AttentionScreen(ui());
      var view = laidOut(screen);
      assertThat(texts(view)).contains("Pick a model to look into");
      screen.enter(Route.Attention.of(null, null));
      view.applyCss();
      view.layout();
      assertThat(texts(view)).contains("4 layers × 4 heads", "Prediction");
      screen.model().method().set(Method.ROLLOUT);
      assertThat(texts(view)).contains("Rollout to layer 4").doesNotContain("4 layers × 4 heads");
    });
  }

  @Test
  void tab_goes_from_the_heads_to_the_map_to_the_lines_and_back() {
    FxTest.run(() -> {
      var screen = new AttentionScreen(ui());
      screen.enter(Route.Attention.of(null, null));
      var view = laidOut(screen);
      var stops = List.of(HeadGrid.class, AttentionMap.class, LinksView.class);
      find(view, HeadGrid.class).requestFocus();
      var met = new ArrayList<Class<?>>();
      for (int i = 0; i < 3; i++) {
        met.add(view.getScene().getFocusOwner().getClass());
        tab(view, false);
      }
      assertThat(met).isEqualTo(stops);
      find(view, LinksView.class).requestFocus();
      tab(view, true);
      assertThat(view.getScene().getFocusOwner()).isInstanceOf(AttentionMap.class);
    });
  }

  @Test
  void the_cell_under_the_pointer_can_be_copied_while_nobody_writes() {
    FxTest.run(() -> {
      var screen = new AttentionScreen(ui());
      screen.enter(Route.Attention.of(null, null));
      var map = find(laidOut(screen), AttentionMap.class);
      var copy =
          screen.actions().stream()
              .filter(a -> a.id().equals("attention.copy-cell"))
              .findFirst()
              .orElseThrow();
      assertThat(copy.enabled().getAsBoolean()).isFalse();
      map.cell().set(new Cell(1, 1));
      assertThat(copy.enabled().getAsBoolean()).isTrue();
      copy.run();
      assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(map.cellText());
    });
  }

  private static void tab(Parent view, boolean back) {
    var at = view.getScene().getFocusOwner();
    at.fireEvent(
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, back, false, false, false));
  }

  private static <T extends Node> T find(Parent in, Class<T> type) {
    for (var child : in.getChildrenUnmodifiable()) {
      if (type.isInstance(child)) return type.cast(child);
      if (child instanceof Parent parent) {
        var found = find(parent, type);
        if (found != null) return found;
      }
    }
    return null;
  }

  @Test
  void another_language_keeps_what_was_chosen() {
    FxTest.run(() -> {
      var ui = ui();
      var screen = new AttentionScreen(ui);
      screen.enter(Route.Attention.of(null, null));
      laidOut(screen);
      screen.model().head().set(6);
      ui.words().speak(Locale.SIMPLIFIED_CHINESE);
      assertThat(texts(laidOut(screen))).contains("第 2 层 · 第 3 头", "4 层 × 4 头");
    });
  }
}

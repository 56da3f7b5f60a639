package org.vitrine.ui.shell;

import java.util.IdentityHashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Toasts;
import org.vitrine.ui.kit.Toasts.Toast;
import org.vitrine.ui.nav.Ui;

/// Messages bottom right. One that the pointer rests on does not leave.
final class ToastPane extends VBox {
  private static final Duration STAY = Duration.seconds(6);

  private final Ui ui;
  private final Map<Toast, Node> nodes = new IdentityHashMap<>();

  ToastPane(Ui ui) {
    this.ui = ui;
    getStyleClass().add("v-toasts");
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    Live.follow(this, ui.toasts().shown(), this::show);
  }

  private void show() {
    var shown = ui.toasts().shown();
    nodes.keySet().retainAll(shown);
    getChildren().setAll(shown.stream().map(t -> nodes.computeIfAbsent(t, this::node)).toList());
  }

  private Node node(Toast toast) {
    Toasts toasts = ui.toasts();
    var text = Rich.text(toast.sentence());
    var box = new HBox(Icons.of(toast.tone().icon(), toast.tone()), Boxes.grow(text));
    box.getStyleClass().addAll("v-float", "v-toast");
    text.setMaxHeight(USE_PREF_SIZE);
    var action = toast.action();
    if (action != null && toast.actionText() != null) {
      Runnable work =
          () -> {
            toasts.dismiss(toast);
            action.run();
          };
      var button = Buttons.plain(toast.actionText(), null, work);
      box.getChildren().add(Boxes.classes(button, "v-small-button"));
    }
    if (toast.stays()) {
      box.getChildren()
          .add(
              Buttons.icon(
                  Feather.X,
                  ui.wordsOf(ToastPane.class).get("close"),
                  () -> toasts.dismiss(toast)));
    } else {
      var leave = new PauseTransition(STAY);
      leave.setOnFinished(_ -> toasts.dismiss(toast));
      box.setOnMouseEntered(_ -> leave.pause());
      box.setOnMouseExited(_ -> leave.play());
      leave.play();
    }
    return box;
  }
}

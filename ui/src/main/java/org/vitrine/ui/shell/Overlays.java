package org.vitrine.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What lies over the whole window on a shade, the newest on top. A click beside it or Esc closes it.
final class Overlays extends StackPane {
  private final Deque<StackPane> open = new ArrayDeque<>();
  private @Nullable Node focusBefore;

  Overlays() {
    setPickOnBounds(false);
    setVisible(false);
  }

  /// @param top pixels from the window's upper edge, below 0 for the middle
  void show(Region content, double top, Node focus) {
    if (open.isEmpty() && getScene() != null) focusBefore = getScene().getFocusOwner();
    var shade = new StackPane(content);
    shade.getStyleClass().add("v-shade");
    if (top >= 0) {
      StackPane.setAlignment(content, Pos.TOP_CENTER);
      StackPane.setMargin(content, new Insets(top, 0, 0, 0));
    }
    content.setMaxHeight(Region.USE_PREF_SIZE);
    content.setMaxWidth(Region.USE_PREF_SIZE);
    shade.setOnMousePressed(e -> {
      if (e.getTarget() == shade) close();
    });
    open.push(shade);
    getChildren().add(shade);
    setVisible(true);
    focus.requestFocus();
  }

  /// @return false if nothing was open
  boolean close() {
    var top = open.poll();
    if (top == null) return false;
    getChildren().remove(top);
    if (open.isEmpty()) {
      setVisible(false);
      if (focusBefore != null) focusBefore.requestFocus();
      focusBefore = null;
    }
    return true;
  }

  boolean isOpen() {
    return !open.isEmpty();
  }
}

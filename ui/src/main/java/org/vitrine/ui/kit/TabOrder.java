package org.vitrine.ui.kit;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Tab and Shift+Tab from one control to the next where their order is not that of the layout. Before the first and behind
/// the last the window's own order goes on; controls that cannot take the focus are passed over.
public final class TabOrder {
  private TabOrder() {}

  /// @param around holds all of the nodes
  /// @param order asked at each press, since controls come and go
  public static void of(Node around, Supplier<List<Node>> order) {
    around.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.TAB || e.isControlDown() || e.isAltDown()) return;
          var scene = around.getScene();
          var nodes = order.get();
          int at = scene == null ? -1 : nodes.indexOf(scene.getFocusOwner());
          if (at >= 0 && move(nodes, at, e.isShiftDown() ? -1 : 1)) e.consume();
        });
  }

  private static boolean move(List<Node> nodes, int from, int by) {
    for (int i = from + by; i >= 0 && i < nodes.size(); i += by) {
      var node = nodes.get(i);
      if (node.isDisabled() || !node.isFocusTraversable() || !shows(node)) continue;
      node.requestFocus();
      return true;
    }
    return false;
  }

  private static boolean shows(Node node) {
    for (var each = node; each != null; each = each.getParent())
      if (!each.isVisible()) return false;
    return node.getScene() != null;
  }
}

package org.vitrine.ui.kit;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What F1 says of the thing that has the focus.
public final class Help {
  private static final String KEY = "vitrine.help";

  private Help() {}

  /// @param text one or two sentences
  public static <N extends Node> N on(N node, String text) {
    node.getProperties().put(KEY, text);
    return node;
  }

  /// The text of this node or of the nearest one around it, null if nobody said anything.
  public static @Nullable String of(@Nullable Node node) {
    for (var at = node; at != null; at = at.getParent()) {
      if (at.getProperties().get(KEY) instanceof String text) return text;
    }
    return null;
  }
}

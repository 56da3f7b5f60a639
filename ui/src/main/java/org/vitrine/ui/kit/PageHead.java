package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// The first line of a page: its name, what it is just now, what can be done.
public final class PageHead extends HBox {
  /// A title of this many characters is never cut.
  private static final int SHORT = 12;

  public PageHead(String title, Node[] facts, Node... actions) {
    getStyleClass().add("v-page-head");
    var name = Labels.title(title);
    if (title.length() <= SHORT) name.setMinWidth(USE_PREF_SIZE);
    name.setTooltip(Buttons.tip(title)); // a long name of a model is cut
    getChildren().add(name);
    getChildren().addAll(facts);
    getChildren().add(Boxes.spring());
    getChildren().addAll(actions);
  }

  public PageHead(String title, Node... actions) {
    this(title, new Node[0], actions);
  }

  /// A bar over the whole page, for tools.
  public static HBox toolbar(Node... nodes) {
    var bar = new HBox(nodes);
    bar.getStyleClass().add("v-toolbar");
    return bar;
  }
}

package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A card with a coloured edge that says one thing and offers what to do, at the top of a page.
public final class Banner extends HBox {
  public Banner(Tone tone, Feather icon, String heading, String sentence, Node... actions) {
    getStyleClass().addAll("v-card", "v-edge-" + tone.name().toLowerCase(java.util.Locale.ROOT));
    Boxes.style(this, "-fx-spacing", Boxes.em(16));
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var text = new VBox(Labels.wrapped(heading, "v-heading"), Labels.wrapped(sentence, "v-muted"));
    HBox.setHgrow(text, Priority.ALWAYS);
    var buttons = Boxes.column(6, actions);
    for (var action : actions) {
      if (action instanceof javafx.scene.control.Button button)
        button.setMaxWidth(Double.MAX_VALUE);
    }
    buttons.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(Icons.styled(Icons.large(icon), tone.style()), text, buttons);
  }
}

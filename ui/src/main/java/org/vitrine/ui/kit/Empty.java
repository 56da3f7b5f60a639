package org.vitrine.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/// What a place looks like while nothing is in it: a small picture of what will be here, a sentence, one primary step.
public final class Empty extends VBox {
  public Empty(Node picture, String heading, String sentence, Node... steps) {
    setAlignment(Pos.CENTER);
    Boxes.style(this, "-fx-spacing", Boxes.em(10));
    Boxes.pad(this, 24, 24, 24, 24);
    var title = Labels.section(heading);
    var text = Labels.wrapped(sentence, "v-muted");
    text.setTextAlignment(TextAlignment.CENTER);
    text.setAlignment(Pos.CENTER);
    Boxes.maxWidth(text, 340);
    var row = Boxes.row(8, steps);
    row.setAlignment(Pos.CENTER);
    row.setMaxWidth(HBox.USE_PREF_SIZE);
    Boxes.pad(row, 8, 0, 0, 0);
    getChildren().addAll(picture, title, text, row);
  }

  public Empty(Feather picture, String heading, String sentence, Node... steps) {
    this(Icons.styled(Icons.huge(picture), "v-muted"), heading, sentence, steps);
  }
}

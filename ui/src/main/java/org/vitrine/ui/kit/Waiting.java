package org.vitrine.ui.kit;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Grey lines where text will be, at once; what is going on and Cancel after 0.4 s.
public final class Waiting extends VBox {
  private final Label what = Labels.caption("");

  /// @param cancel a button, or none
  public Waiting(String sentence, Node... cancel) {
    setAlignment(Pos.CENTER_LEFT);
    Boxes.style(this, "-fx-spacing", Boxes.em(9));
    for (int width : new int[] {260, 210, 150}) {
      getChildren()
          .add(Boxes.height(Boxes.width(Boxes.classes(new Region(), "v-skeleton"), width), 9));
    }
    what.setText(sentence);
    var late = Boxes.row(8, what);
    late.getChildren().addAll(cancel);
    late.setOpacity(0);
    getChildren().add(late);
    var pause = new PauseTransition(Duration.millis(400));
    pause.setOnFinished(_ -> late.setOpacity(1));
    pause.play();
  }

  public void say(String sentence) {
    what.setText(sentence);
  }
}

package org.vitrine.ui.kit;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A framed surface with a heading and whatever stands at the heading's right.
public class Card extends VBox {
  public Card(Node... content) {
    super(content);
    getStyleClass().add("v-card");
  }

  /// @param right what belongs to the heading: a caption, a button
  public static Card of(String heading, Node[] right, Node... content) {
    var card = new Card();
    card.getChildren().add(head(heading, right));
    card.getChildren().addAll(content);
    return card;
  }

  public static Card of(String heading, Node... content) {
    return of(heading, new Node[0], content);
  }

  public static HBox head(String heading, Node... right) {
    var row = Boxes.row(8, Labels.heading(heading), Boxes.spring());
    row.getChildren().addAll(right);
    return row;
  }

  /// Without padding, for tables and pictures that reach the frame.
  public Card flush() {
    getStyleClass().add("v-flush");
    return this;
  }
}

package org.vitrine.ui.kit;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A main column and a side column that goes below it where the window is too narrow for both.
public final class Columns extends StackPane {
  private final Region main;
  private final Region side;
  private final Theme theme;
  private final double sideWidth;
  private final double least;
  private boolean stacked;

  /// @param sideWidth of the side column and `least` of the main one, pixels at 100 %
  public Columns(Theme theme, Region main, Region side, double sideWidth, double least) {
    this.theme = theme;
    this.main = main;
    this.side = side;
    this.sideWidth = sideWidth;
    this.least = least;
    main.setMaxWidth(Double.MAX_VALUE);
    arrange(false);
    widthProperty().subscribe(w -> choose(w.doubleValue()));
    Live.follow(this, theme.scale(), _ -> choose(getWidth()));
  }

  private void choose(double width) {
    if (width <= 0) return;
    boolean narrow = width < (sideWidth + least + 24) * theme.scale().get();
    if (narrow != stacked) arrange(narrow);
  }

  private void arrange(boolean narrow) {
    stacked = narrow;
    getChildren().clear();
    if (narrow) {
      side.setStyle("");
      side.setMaxWidth(Double.MAX_VALUE);
      getChildren().add(Boxes.style(new VBox(main, side), "-fx-spacing", Boxes.em(20)));
    } else {
      Boxes.width(side, sideWidth);
      var row = new HBox(main, side);
      HBox.setHgrow(main, Priority.ALWAYS);
      getChildren().add(Boxes.style(row, "-fx-spacing", Boxes.em(24)));
    }
  }
}

package org.vitrine.ui.kit;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Two regions side by side, one of them of fixed width; where there is no room for both, one below the other.
public final class Beside extends StackPane {
  private final Region left;
  private final Region right;
  private final Region fixed;
  private final double width;
  private final double least;
  private final double gap;
  private final Theme theme;
  private boolean stacked;

  private Beside(
      Theme theme,
      Region left,
      Region right,
      Region fixed,
      double width,
      double least,
      double gap) {
    this.theme = theme;
    this.left = left;
    this.right = right;
    this.fixed = fixed;
    this.width = width;
    this.least = least;
    this.gap = gap;
    arrange(false);
    widthProperty().subscribe(w -> choose(w.doubleValue()));
    Live.follow(this, theme.scale(), _ -> choose(getWidth()));
  }

  /// @param width of the left one and `least` of the other, pixels at 100 %
  public static Beside leftFixed(
      Theme theme, Region left, double width, Region right, double least, double gap) {
    return new Beside(theme, left, right, left, width, least, gap);
  }

  /// @param width of the right one and `least` of the other, pixels at 100 %
  public static Beside rightFixed(
      Theme theme, Region left, double least, Region right, double width, double gap) {
    return new Beside(theme, left, right, right, width, least, gap);
  }

  private void choose(double room) {
    if (room <= 0) return;
    boolean narrow = room < (width + least + gap) * theme.scale().get();
    if (narrow != stacked) arrange(narrow);
  }

  private void arrange(boolean narrow) {
    stacked = narrow;
    getChildren().clear();
    left.setMaxWidth(Double.MAX_VALUE);
    right.setMaxWidth(Double.MAX_VALUE);
    Boxes.style(fixed, "-fx-min-width", narrow ? "0" : Boxes.em(width));
    Boxes.style(fixed, "-fx-pref-width", narrow ? "-1" : Boxes.em(width));
    if (narrow) {
      getChildren().add(Boxes.style(new VBox(left, right), "-fx-spacing", Boxes.em(gap)));
      return;
    }
    var row = new HBox(left, right);
    HBox.setHgrow(fixed == left ? right : left, Priority.ALWAYS);
    HBox.setHgrow(fixed, Priority.NEVER);
    getChildren().add(Boxes.style(row, "-fx-spacing", Boxes.em(gap)));
  }
}

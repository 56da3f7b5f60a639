package org.vitrine.ui.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Equal cards side by side, as many in a row as are wide enough; in a narrow window or with large text they go below each
/// other.
public final class Tiles extends Pane {
  private final double least;
  private final double gap;
  private final Theme theme;

  /// @param least width of a card in pixels at 100 %
  public Tiles(Theme theme, double least, double gap, Node... cards) {
    super(cards);
    this.theme = theme;
    this.least = least;
    this.gap = gap;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private int columns(double width) {
    double scale = theme.scale().get();
    int fit = (int) ((width + gap * scale) / ((least + gap) * scale));
    return Math.clamp(fit, 1, Math.max(1, getManagedChildren().size()));
  }

  private double cardWidth(double width) {
    int columns = columns(width);
    return Math.floor((width - gap * theme.scale().get() * (columns - 1)) / columns);
  }

  private double rowHeight(int row, int columns, double width) {
    double height = 0;
    var cards = getManagedChildren();
    for (int i = row * columns; i < Math.min(cards.size(), (row + 1) * columns); i++) {
      height = Math.max(height, cards.get(i).prefHeight(width));
    }
    return Math.ceil(height);
  }

  @Override
  protected double computeMinWidth(double height) {
    return least * theme.scale().get() * 0.6;
  }

  @Override
  protected double computePrefWidth(double height) {
    int cards = Math.max(1, getManagedChildren().size());
    return ((least + gap) * cards - gap) * theme.scale().get();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double all = width < 0 ? prefWidth(-1) : width;
    int columns = columns(all);
    int rows = (getManagedChildren().size() + columns - 1) / columns;
    double height = 0;
    for (int row = 0; row < rows; row++) height += rowHeight(row, columns, cardWidth(all));
    return height + gap * theme.scale().get() * Math.max(0, rows - 1);
  }

  @Override
  protected void layoutChildren() {
    int columns = columns(getWidth());
    double width = cardWidth(getWidth()), space = gap * theme.scale().get(), y = 0;
    var cards = getManagedChildren();
    for (int row = 0; row * columns < cards.size(); row++) {
      double height = rowHeight(row, columns, width);
      for (int i = row * columns; i < Math.min(cards.size(), (row + 1) * columns); i++) {
        double x = (i % columns) * (width + space);
        cards.get(i).resizeRelocate(Math.round(x), Math.round(y), width, height);
      }
      y += height + space;
    }
  }
}

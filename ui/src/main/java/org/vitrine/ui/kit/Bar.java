package org.vitrine.ui.kit;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/// A flat bar with parts, 7 px high: how much of something, and of what.
public final class Bar extends Drawing {
  /// @param share of the whole bar, 0 .. 1
  /// @param role of the palette
  public record Part(double share, String role) {}

  private List<Part> parts;
  private double mark = Double.NaN;
  private String markRole = "";

  public Bar(Theme theme, Part... parts) {
    super(theme);
    this.parts = List.of(parts);
    getStyleClass().add("v-bar");
  }

  public void show(Part... parts) {
    this.parts = List.of(parts);
    redraw();
  }

  /// A line across the bar: what is free, or what another bar has.
  ///
  /// @param share of the whole bar; NaN for no line
  public void mark(double share, String role) {
    mark = share;
    markRole = role;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    double round = Math.min(height, 6);
    g.setFill(palette.hairline());
    g.fillRoundRect(0, 0, width, height, round, round);
    double x = 0;
    for (var part : parts) {
      double w = Math.max(0, Math.min(1, part.share())) * width;
      if (w <= 0) continue;
      w = Math.max(w, 2);
      g.setFill(palette.colour(part.role()));
      if (parts.size() == 1) g.fillRoundRect(0, 0, w, height, round, round);
      else g.fillRect(x, 0, Math.min(w, width - x), height);
      x += w;
    }
    if (Double.isNaN(mark)) return;
    double at = Math.round(Math.clamp(mark, 0, 1) * (width - 3));
    g.setFill(palette.paper());
    g.fillRect(at - 2, 0, 7, height);
    g.setFill(palette.colour(markRole));
    g.fillRect(at, 0, 3, height);
  }
}

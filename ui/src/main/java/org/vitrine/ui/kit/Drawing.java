package org.vitrine.ui.kit;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/// Something drawn by hand: it fills its region, and is drawn anew when its size, the theme or what it shows changes, at most
/// once a pulse.
public abstract class Drawing extends Region {
  private final Canvas canvas = new Canvas();
  private final ObservableValue<Palette> palette;
  private final ChangeListener<Palette> onTheme = (_, _, _) -> redraw();
  private boolean dirty = true;

  protected Drawing(Theme theme) {
    this(theme.palette());
  }

  protected Drawing(ObservableValue<Palette> palette) {
    this.palette = palette;
    getChildren().add(canvas);
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
    palette.addListener(new WeakChangeListener<>(onTheme));
  }

  /// Asks for a drawing in the next pulse.
  public final void redraw() {
    dirty = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth(), height = getHeight();
    if (width <= 0 || height <= 0) return;
    if (!dirty && canvas.getWidth() == width && canvas.getHeight() == height) return;
    dirty = false;
    canvas.setWidth(width);
    canvas.setHeight(height);
    var g = canvas.getGraphicsContext2D();
    g.save();
    g.clearRect(0, 0, width, height);
    draw(g, width, height, palette.getValue());
    g.restore();
  }

  protected final Palette palette() {
    return palette.getValue();
  }

  /// Draws on a cleared canvas whose state is restored afterwards.
  protected abstract void draw(GraphicsContext g, double width, double height, Palette palette);
}

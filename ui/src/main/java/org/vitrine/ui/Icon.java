package org.vitrine.ui;

import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.shell.Mark;

/// The mark as a window's icon.
final class Icon {
  private Icon() {}

  static Image of(int size) {
    var canvas = new Canvas(size, size);
    Mark.paint(canvas.getGraphicsContext2D(), size, Palette.LIGHT.ink());
    var clear = new SnapshotParameters();
    clear.setFill(Color.TRANSPARENT);
    return canvas.snapshot(clear, null);
  }
}

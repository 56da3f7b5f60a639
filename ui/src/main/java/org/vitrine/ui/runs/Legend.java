package org.vitrine.ui.runs;

import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.nav.Ui;

/// A series as it is drawn, and its name.
final class Legend extends Drawing {
  private enum Kind {
    LINE,
    RAW,
    MARK
  }

  private final Kind kind;
  private final int series;
  private final int pattern;

  private Legend(Ui ui, Kind kind, int series, int pattern) {
    super(ui.theme());
    this.kind = kind;
    this.series = series;
    this.pattern = pattern;
    Boxes.width(this, kind == Kind.MARK ? 10 : pattern > 1 ? 28 : 16);
    Boxes.height(this, 12);
  }

  static Node line(Ui ui, int series, String name) {
    return named(new Legend(ui, Kind.LINE, series, 1), name);
  }

  /// @param pattern of dashes, from 1
  static Node line(Ui ui, int series, int pattern, String name) {
    return Boxes.row(8, new Legend(ui, Kind.LINE, series, pattern), Labels.strong(name));
  }

  static Node raw(Ui ui, String name) {
    return named(new Legend(ui, Kind.RAW, 1, 1), name);
  }

  static Node mark(Ui ui, int series, String name) {
    return named(new Legend(ui, Kind.MARK, series, 1), name);
  }

  private static Node named(Legend legend, String name) {
    return Boxes.row(6, legend, Labels.caption(name));
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    double middle = height / 2;
    g.setStroke(palette.series(series));
    g.setGlobalAlpha(kind == Kind.RAW ? 0.4 : 1);
    g.setLineWidth(kind == Kind.RAW ? 1 : 2);
    if (kind == Kind.MARK) {
      double size = Math.min(width, height) - 3;
      g.strokeOval((width - size) / 2, (height - size) / 2, size, size);
    } else {
      g.setLineDashes(Palette.dash(pattern));
      g.strokeLine(1, middle, width - 1, middle);
      g.setLineDashes();
    }
    g.setGlobalAlpha(1);
  }
}

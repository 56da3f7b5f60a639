package org.vitrine.ui.charts;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.TextAlignment;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// Maps as small pictures in rows, each in its ink. A click or the arrow keys choose one, Enter opens it.
public final class HeadGrid extends Drawing {
  /// @param code two letters, drawn on pictures from 36 px
  /// @param dim whether it steps back
  /// @param said for a screen reader
  public record Thumb(HeadMap map, Ink ink, String code, boolean dim, String said) {}

  /// @param columns how many stand in a row
  /// @param numbered whether rows and columns have numbers: layers and heads in their order
  /// @param codes whether codes are drawn however small the pictures are
  public record Grid(
      List<Thumb> thumbs, int columns, boolean numbered, Scale scale, boolean codes) {
    public static final Grid EMPTY = new Grid(List.of(), 1, true, Scale.SQRT, false);

    int rows() {
      return Math.ceilDiv(thumbs.size(), columns);
    }
  }

  private static final double CODES_FROM = 36, GAP = 3, MOST = 92;

  private final Theme theme;
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);
  private Consumer<Integer> onOpen = _ -> {};
  private Grid grid = Grid.EMPTY;
  private WritableImage[] images = {};
  private Palette imagedOn = Palette.LIGHT;
  private int imagedSize;
  private double left, top, thumb, unit = 1;

  public HeadGrid(Theme theme) {
    super(theme);
    this.theme = theme;
    setFocusTraversable(true);
    setCursor(Cursor.HAND);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    selected.addListener((_, _, _) -> changed());
    setOnMouseClicked(e -> {
      requestFocus();
      int at = at(e.getX(), e.getY());
      if (at >= 0) selected.set(at);
      if (at >= 0 && e.getClickCount() == 2) onOpen.accept(at);
    });
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  public void show(Grid grid) {
    if (!sameMaps(grid)) imagedSize = 0;
    this.grid = grid;
    changed();
  }

  private boolean sameMaps(Grid next) {
    if (next.thumbs().size() != grid.thumbs().size() || next.scale() != grid.scale()) return false;
    for (int k = 0; k < next.thumbs().size(); k++) {
      var a = next.thumbs().get(k);
      var b = grid.thumbs().get(k);
      boolean same = a.map().values() == b.map().values() && a.map().offset() == b.map().offset();
      if (!same || a.ink() != b.ink()) return false;
    }
    return true;
  }

  /// Place of the chosen picture in the list, −1 for none.
  public IntegerProperty selected() {
    return selected;
  }

  /// Enter or a double click.
  public void onOpen(Consumer<Integer> work) {
    onOpen = work;
  }

  private void pressed(KeyEvent e) {
    int by =
        switch (e.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -grid.columns();
          case DOWN -> grid.columns();
          default -> 0;
        };
    if (by != 0 && !grid.thumbs().isEmpty()) {
      int next = Math.max(0, selected.get()) + by;
      if (next >= 0 && next < grid.thumbs().size()) selected.set(next);
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER && selected.get() >= 0) {
      onOpen.accept(selected.get());
      e.consume();
    }
  }

  private void changed() {
    int at = selected.get();
    setAccessibleText(at >= 0 && at < grid.thumbs().size() ? grid.thumbs().get(at).said() : "");
    redraw();
  }

  private int at(double x, double y) {
    int column = (int) Math.floor((x - left) / (thumb + GAP));
    int row = (int) Math.floor((y - top) / (thumb + GAP));
    int at = row * grid.columns() + column;
    boolean inside = column >= 0 && column < grid.columns() && row >= 0;
    return inside && at < grid.thumbs().size() ? at : -1;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  /// As high as the pictures are when they fill the width.
  @Override
  protected double computePrefHeight(double width) {
    double scale = theme.scale().get(), header = grid.numbered() ? 22 * scale : 3;
    double across = (width - (grid.numbered() ? 28 * scale : 3) - 4) / grid.columns() - GAP;
    return header + 4 + grid.rows() * (Math.clamp(across, 4, MOST * scale) + GAP);
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    if (grid.thumbs().isEmpty()) return;
    unit = theme.scale().get();
    left = grid.numbered() ? 28 * unit : 3;
    top = grid.numbered() ? 22 * unit : 3;
    double across = (width - left - 4) / grid.columns() - GAP;
    double down = (height - top - 4) / grid.rows() - GAP;
    thumb = Math.floor(Math.clamp(Math.min(across, down), 4, MOST * unit));
    pictures(palette);
    g.setImageSmoothing(false);
    for (int k = 0; k < grid.thumbs().size(); k++) picture(g, k, palette);
    if (grid.numbered()) numbers(g, palette);
    int at = selected.get();
    if (at < 0 || at >= grid.thumbs().size()) return;
    g.setStroke(palette.paper());
    g.setLineWidth(2);
    g.strokeRoundRect(x(at) - 1, y(at) - 1, thumb + 2, thumb + 2, 4, 4);
    g.setStroke(palette.accentFill());
    g.strokeRoundRect(x(at) - 2.5, y(at) - 2.5, thumb + 5, thumb + 5, 7, 7);
  }

  private double x(int k) {
    return left + k % grid.columns() * (thumb + GAP);
  }

  private double y(int k) {
    return top + k / grid.columns() * (thumb + GAP);
  }

  /// All pictures at once on all cores, only when a map, the size or the theme changed.
  private void pictures(Palette palette) {
    int size = (int) Math.round(thumb * Marks.dots(this));
    if (size == imagedSize && palette == imagedOn && images.length == grid.thumbs().size()) return;
    imagedSize = size;
    imagedOn = palette;
    var thumbs = grid.thumbs();
    images =
        IntStream.range(0, thumbs.size())
            .parallel()
            .mapToObj(k ->
                Inks.image(thumbs.get(k).map(), thumbs.get(k).ink(), grid.scale(), palette, size))
            .toArray(WritableImage[]::new);
  }

  private void picture(GraphicsContext g, int k, Palette palette) {
    var each = grid.thumbs().get(k);
    g.setGlobalAlpha(each.dim() ? 0.22 : 1);
    g.drawImage(images[k], x(k), y(k), thumb, thumb);
    g.setStroke(Inks.colour(each.ink(), 0.22, palette));
    g.setLineWidth(1);
    g.strokeRect(x(k) + 0.5, y(k) + 0.5, thumb - 1, thumb - 1);
    if (grid.codes() || thumb >= CODES_FROM * unit) code(g, k, each, palette);
    g.setGlobalAlpha(1);
  }

  private void code(GraphicsContext g, int k, Thumb each, Palette palette) {
    double type = Math.clamp(thumb * 0.2, 8 * unit, 11 * unit);
    var font = TokenText.words(each.code(), type, true);
    double wide = TokenText.width(each.code(), font) + 4 * unit, high = type * 1.3;
    g.setFill(Inks.colour(each.ink(), 0.75, palette));
    g.fillRoundRect(x(k) + 1, y(k) + 1, wide, high, 4, 4);
    g.setFill(palette.paper());
    TokenText.draw(
        g, each.code(), font, x(k) + 1 + wide / 2, y(k) + 1 + high / 2, TextAlignment.CENTER);
  }

  private void numbers(GraphicsContext g, Palette palette) {
    int at = selected.get();
    for (int c = 0; c < grid.columns(); c++)
      number(
          g,
          c + 1,
          at >= 0 && at % grid.columns() == c,
          x(c) + thumb / 2,
          top - 12 * unit,
          TextAlignment.CENTER,
          palette);
    for (int r = 0; r < grid.rows(); r++)
      number(
          g,
          r + 1,
          at >= 0 && at / grid.columns() == r,
          left - 8 * unit,
          y(r * grid.columns()) + thumb / 2,
          TextAlignment.RIGHT,
          palette);
  }

  private void number(
      GraphicsContext g,
      int n,
      boolean marked,
      double x,
      double y,
      TextAlignment side,
      Palette palette) {
    var text = Integer.toString(n);
    g.setFill(marked ? palette.text() : palette.muted());
    var font = marked ? TokenText.strong(text, 11 * unit) : TokenText.font(text, 11 * unit);
    TokenText.draw(g, text, font, x, y, side);
  }
}

package org.vitrine.ui.charts;

import java.io.ByteArrayInputStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.protocol.AttentionReply.Patches;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;

/// Attention laid over the picture that the model saw: how much the token in focus reads from each patch, or all tokens on
/// average. Ink covers what is read; the most that one patch gives is full ink. A click on a patch makes it the focus, a
/// second click gives it up; the pointer shows a patch's share.
public final class PatchMap extends Drawing {
  private static final double COVER = 0.82, FOOT = 44;

  private final Theme theme;
  private final Words words;
  private final IntegerProperty focus = new SimpleIntegerProperty(-1);
  private @Nullable Patches patches;
  private @Nullable HeadMap map;
  private @Nullable Image image;
  private Palette inked = Palette.LIGHT; // deep ink on a bright picture, light ink on a dark one
  private Ink ink = Ink.VIOLET;
  private Scale scale = Scale.SQRT;
  private double x, y, cell;
  private int under = -1;

  public PatchMap(Theme theme, Words words) {
    super(theme);
    this.theme = theme;
    this.words = words.of(PatchMap.class);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    focus.addListener((_, _, _) -> changed());
    setOnMouseMoved(e -> over(patchAt(e.getX(), e.getY())));
    setOnMouseExited(_ -> over(-1));
    setOnMouseClicked(this::click);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  public void show(Patches patches, HeadMap map, Ink ink, Scale scale) {
    if (patches != this.patches) {
      image = new Image(new ByteArrayInputStream(patches.png()));
      inked = bright(image) ? Palette.LIGHT : Palette.DARK;
    }
    this.patches = patches;
    this.map = map;
    this.ink = ink;
    this.scale = scale;
    changed();
  }

  /// The token that reads, special ones before all patches; −1 for all.
  public IntegerProperty focus() {
    return focus;
  }

  /// What is read of a patch, 0..1.
  double weight(int patch) {
    var shown = map;
    var grid = patches;
    if (shown == null || grid == null) return 0;
    int column = grid.specials() + patch, row = focus.get();
    if (row >= 0 && row < shown.rows()) return shown.at(row, column);
    double sum = 0;
    for (int i = 0; i < shown.rows(); i++) sum += shown.at(i, column);
    return sum / shown.rows();
  }

  private void over(int patch) {
    if (patch == under) return;
    under = patch;
    changed();
  }

  private void click(MouseEvent e) {
    requestFocus();
    var grid = patches;
    int at = patchAt(e.getX(), e.getY());
    if (at < 0 || grid == null) return;
    int token = grid.specials() + at;
    focus.set(focus.get() == token ? -1 : token);
  }

  private void pressed(KeyEvent e) {
    var grid = patches;
    if (grid == null) return;
    int by =
        switch (e.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -grid.columns();
          case DOWN -> grid.columns();
          default -> 0;
        };
    if (by == 0) return;
    int last = grid.specials() + grid.rows() * grid.columns() - 1;
    int next = focus.get() < 0 ? 0 : focus.get() + by;
    if (next >= 0 && next <= last) focus.set(next);
    e.consume();
  }

  private int patchAt(double px, double py) {
    var grid = patches;
    if (grid == null || cell <= 0) return -1;
    int column = (int) Math.floor((px - x) / cell), row = (int) Math.floor((py - y) / cell);
    boolean inside = column >= 0 && column < grid.columns() && row >= 0 && row < grid.rows();
    return inside ? row * grid.columns() + column : -1;
  }

  private void changed() {
    setAccessibleText(sentence());
    redraw();
  }

  private String sentence() {
    var grid = patches;
    if (grid == null) return "";
    int most = 0;
    for (int i = 1; i < grid.rows() * grid.columns(); i++) if (weight(i) > weight(most)) most = i;
    int at = under >= 0 ? under : most;
    return words.get(
        under >= 0 ? "patch" : "patch.most",
        at / grid.columns() + 1,
        at % grid.columns() + 1,
        Marks.weight(weight(at), 3));
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    var grid = patches;
    if (grid == null || map == null || image == null) return;
    double unit = theme.scale().get();
    cell =
        Math.floor(
            Math.min(width / grid.columns(), (height - FOOT * unit - 8 * unit) / grid.rows()));
    if (cell < 2) return;
    double wide = cell * grid.columns(), high = cell * grid.rows();
    x = Math.floor((width - wide) / 2);
    y = 8 * unit;
    g.setImageSmoothing(image.getWidth() > wide);
    g.drawImage(image, x, y, wide, high);
    int count = grid.rows() * grid.columns();
    double most = 0;
    for (int i = 0; i < count; i++) most = Math.max(most, weight(i));
    for (int i = 0; i < count; i++) patch(g, grid, i, most);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRect(x + 0.5, y + 0.5, wide - 1, high - 1);
    frame(g, grid, focus.get() - grid.specials(), palette, 2.5);
    frame(g, grid, under, palette, 1.5);
    foot(g, width, y + high + 18 * unit, unit, palette);
  }

  private static boolean bright(Image image) {
    int across = (int) image.getWidth(), down = (int) image.getHeight();
    var pixels = image.getPixelReader();
    double sum = 0;
    for (int row = 0; row < down; row++)
      for (int column = 0; column < across; column++)
        sum += pixels.getColor(column, row).getBrightness();
    return sum > 0.5 * across * down;
  }

  private void patch(GraphicsContext g, Patches grid, int i, double most) {
    double shade = most == 0 ? 0 : scale.shade((float) (weight(i) / most), 1);
    if (shade <= 0.01) return;
    var full = Inks.colour(ink, 0.8, inked);
    g.setFill(full.deriveColor(0, 1, 1, COVER * shade));
    g.fillRect(x + i % grid.columns() * cell, y + i / grid.columns() * cell, cell, cell);
  }

  private void frame(GraphicsContext g, Patches grid, int i, Palette palette, double line) {
    if (i < 0 || i >= grid.rows() * grid.columns()) return;
    double left = x + i % grid.columns() * cell, top = y + i / grid.columns() * cell;
    g.setStroke(palette.paper());
    g.setLineWidth(line + 2);
    g.strokeRect(left, top, cell, cell);
    g.setStroke(palette.accent());
    g.setLineWidth(line);
    g.strokeRect(left, top, cell, cell);
  }

  private void foot(GraphicsContext g, double width, double at, double unit, Palette palette) {
    var text = sentence();
    g.setFill(palette.muted());
    TokenText.draw(
        g, text, TokenText.words(text, 12 * unit, false), width / 2, at, TextAlignment.CENTER);
  }
}

package org.vitrine.ui.charts;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;

/// One attention map, large: tokens on both axes, rows read from columns. The pointer or the arrow keys choose a cell, whose
/// value is shown; a click on a row makes it the focus and a second click gives it up; the wheel zooms, dragging pans, a
/// double click shows all again; Ctrl+C copies the cell.
public final class AttentionMap extends Drawing {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  final Theme theme;
  final Words words;
  private final IntegerProperty focus = new SimpleIntegerProperty(-1);
  private final ObjectProperty<@Nullable Cell> cell = new SimpleObjectProperty<>();
  private Consumer<String> copy = ProblemBox::copy;
  private MapPainter painter;
  private MapView view = MapView.whole(0, 0);
  private double dragX, dragY;
  private boolean dragged;

  public AttentionMap(Theme theme, Words words) {
    super(theme);
    this.theme = theme;
    this.words = words.of(AttentionMap.class);
    painter = new MapPainter(this, List.of(), List.of(), null, Ink.VIOLET, Scale.SQRT);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    focus.addListener((_, _, _) -> changed());
    cell.addListener((_, _, _) -> changed());
    setOnMouseMoved(e -> cell.set(painter.cellAt(e.getX(), e.getY(), view)));
    setOnMouseExited(_ -> cell.set(null));
    setOnMousePressed(this::grab);
    setOnMouseDragged(this::drag);
    setOnMouseClicked(this::click);
    setOnScroll(this::zoom);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// A text that reads itself.
  public void show(List<String> tokens, HeadMap map, Ink ink, Scale scale) {
    show(tokens, tokens, map, ink, scale);
  }

  /// @param tokens as many as the map has rows
  /// @param keys as many as it has columns
  /// @param map null while there is none
  public void show(
      List<String> tokens, List<String> keys, @Nullable HeadMap map, Ink ink, Scale scale) {
    painter = new MapPainter(this, shown(tokens), shown(keys), map, ink, scale);
    if (view.rows() != tokens.size() || view.columns() != keys.size()) {
      view = MapView.whole(tokens.size(), keys.size());
      cell.set(null);
    }
    changed();
  }

  private static List<String> shown(List<String> tokens) {
    return tokens.stream().map(TokenText::shown).toList();
  }

  /// The row that is looked at, −1 for all.
  public IntegerProperty focus() {
    return focus;
  }

  /// The cell under the pointer or chosen by keys, null for none.
  public ObjectProperty<@Nullable Cell> cell() {
    return cell;
  }

  /// Where Ctrl+C puts its text; the clipboard if nobody says otherwise.
  void copiesTo(Consumer<String> copy) {
    this.copy = copy;
  }

  /// “triumph → quiet 0.3384”, empty without a cell.
  public String cellText() {
    var at = cell.get();
    var map = painter.map();
    if (at == null || map == null || !inside(map, at)) return "";
    var pair = painter.tokens().get(at.row()) + " → " + painter.keys().get(at.column());
    return map.visible().sees(at.row(), at.column())
        ? pair + "  " + Marks.weight(map.at(at.row(), at.column()), 4)
        : pair;
  }

  /// Puts the cell's text where Ctrl+C puts it.
  ///
  /// @return false without a cell
  public boolean copyCell() {
    if (cellText().isEmpty()) return false;
    copy.accept(cellText());
    return true;
  }

  /// “Token 12 reads 34 % from token 11”, empty without a cell.
  String cellSentence() {
    var at = cell.get();
    var map = painter.map();
    if (at == null || map == null || !inside(map, at)) return "";
    if (!map.visible().sees(at.row(), at.column())) return words.get("cell.masked");
    var percent = Math.round(100 * map.at(at.row(), at.column()));
    return words.get("cell", at.row(), percent, at.column());
  }

  private static boolean inside(HeadMap map, Cell at) {
    return at.row() < map.rows() && at.column() < map.columns();
  }

  private void changed() {
    setAccessibleText(
        cellText().isEmpty() ? painter.sentence(focus.get()) : cellText() + ". " + cellSentence());
    redraw();
  }

  private void grab(MouseEvent e) {
    requestFocus();
    dragX = e.getX();
    dragY = e.getY();
    dragged = false;
  }

  private void drag(MouseEvent e) {
    double wide = painter.cellWidth(view), high = painter.cellHeight(view);
    if (!view.zoomed() || wide <= 0 || high <= 0) return;
    dragged = true;
    view = view.move((dragY - e.getY()) / high, (dragX - e.getX()) / wide);
    dragX = e.getX();
    dragY = e.getY();
    redraw();
  }

  private void click(MouseEvent e) {
    if (dragged) return;
    if (e.getClickCount() == 2) {
      view = view.whole();
      redraw();
      return;
    }
    int row = painter.rowAt(e.getX(), e.getY(), view);
    if (row >= 0) focus.set(focus.get() == row ? -1 : row);
  }

  private void zoom(ScrollEvent e) {
    var at = painter.share(e.getX(), e.getY());
    if (at == null || e.getDeltaY() == 0) return;
    view = view.zoom(e.getDeltaY() > 0 ? 1.25 : 0.8, at.getX(), at.getY());
    redraw();
    e.consume();
  }

  private void pressed(KeyEvent e) {
    if (COPY.match(e)) {
      copyCell();
      e.consume();
      return;
    }
    switch (e.getCode()) {
      case UP -> walk(-1, 0);
      case DOWN -> walk(1, 0);
      case LEFT -> walk(0, -1);
      case RIGHT -> walk(0, 1);
      case PLUS, EQUALS, ADD -> closer(1.25);
      case MINUS, SUBTRACT -> closer(0.8);
      case ENTER, SPACE -> {
        var at = cell.get();
        if (at != null) focus.set(focus.get() == at.row() ? -1 : at.row());
      }
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void closer(double by) {
    view = view.zoom(by, 0.5, 0.5);
    redraw();
  }

  private void walk(int rows, int columns) {
    if (view.rows() == 0 || view.columns() == 0) return;
    var at = cell.get() == null ? new Cell(Math.max(0, focus.get()), 0) : cell.get();
    var next =
        cell.get() == null
            ? at
            : new Cell(
                Math.clamp(at.row() + rows, 0, view.rows() - 1),
                Math.clamp(at.column() + columns, 0, view.columns() - 1));
    view = view.showing(next);
    cell.set(next);
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    painter.draw(g, width, height, palette, view);
  }
}

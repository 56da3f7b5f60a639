package org.vitrine.ui.charts;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.kit.Palette;

/// Draws one map with its axes, legend and tip, and knows what lies where.
final class MapPainter {
  private static final double LEGEND = 44, AXIS_MOST = 120, LEAST_AXIS = 34;

  private final AttentionMap owner;
  private final List<String> tokens;
  private final @Nullable HeadMap map;
  private final Ink ink;
  private final Scale scale;
  private double x, y, side, axis, unit = 1, type = 12;
  private @Nullable WritableImage image, small;
  private @Nullable MapView imaged;
  private @Nullable Palette imagedOn;

  MapPainter(AttentionMap owner, List<String> tokens, @Nullable HeadMap map, Ink ink, Scale scale) {
    this.owner = owner;
    this.tokens = tokens;
    this.map = map;
    this.ink = ink;
    this.scale = scale;
  }

  @Nullable HeadMap map() {
    return map;
  }

  List<String> tokens() {
    return tokens;
  }

  /// “triumph reads quiet 0.34, ending 0.29, [SEP] 0.20.”
  String sentence(int row) {
    if (map == null || row < 0 || row >= map.size())
      return owner.words.get("map.all", tokens.size());
    var reads =
        Link.ofRow(map, row, 3, 0.02, _ -> false).stream()
            .map(l -> tokens.get(l.to()) + " " + Marks.weight(l.weight(), 2))
            .collect(Collectors.joining(owner.words.get("comma")));
    return owner.words.get("reads", tokens.get(row), reads);
  }

  double cellSize(MapView view) {
    return view.span() == 0 ? 0 : side / view.span();
  }

  /// Where in the map a place is, 0..1 each way, null outside.
  @Nullable Point2D share(double px, double py) {
    double across = (px - x) / side, down = (py - y) / side;
    boolean inside = side > 0 && across >= 0 && across < 1 && down >= 0 && down < 1;
    return inside ? new Point2D(across, down) : null;
  }

  @Nullable Cell cellAt(double px, double py, MapView view) {
    var at = share(px, py);
    if (at == null || map == null) return null;
    return new Cell(
        (int) (view.row() + at.getY() * view.span()),
        (int) (view.column() + at.getX() * view.span()));
  }

  /// The row here or of the label here, −1 for none.
  int rowAt(double px, double py, MapView view) {
    if (map == null || side <= 0 || px > x + side || py < y || py >= y + side) return -1;
    return Math.min(map.size() - 1, (int) (view.row() + (py - y) / side * view.span()));
  }

  void draw(GraphicsContext g, double width, double height, Palette palette, MapView view) {
    var shown = map;
    if (shown == null || tokens.isEmpty()) return;
    place(width, height);
    if (side < 20) return;
    image(g, shown, palette, view);
    cells(g, palette, view);
    labels(g, palette, view);
    frames(g, palette, view);
    if (view.zoomed()) overview(g, shown, palette, view);
    legend(g, palette);
    tip(g, width, height, palette, view);
  }

  private void legend(GraphicsContext g, Palette palette) {
    var axes = owner.words.get(scale == Scale.ROW ? "map.axes.row" : "map.axes");
    var font = TokenText.words(axes, 12 * unit, false);
    double wide = Math.clamp(side - TokenText.width(axes, font) - 28 * unit, 96 * unit, 232 * unit);
    Marks.legend(g, x, y + side + 14 * unit, wide, ink, scale, unit, palette);
    g.setFill(palette.muted());
    TokenText.draw(g, axes, font, x + side, y + side + 18 * unit, TextAlignment.RIGHT);
  }

  private void place(double width, double height) {
    if (axis == 0 || unit != owner.theme.scale().get()) measure();
    double top = upperAxis();
    side = Math.floor(Math.min(width - axis - 2, height - top - LEGEND * unit));
    x = Math.floor(axis);
    y = Math.floor(top);
  }

  /// Once for a text: measuring hundreds of tokens would be felt at every move of the pointer.
  private void measure() {
    unit = owner.theme.scale().get();
    type = 12 * unit;
    double longest = LEAST_AXIS * unit, most = AXIS_MOST * unit;
    for (var token : tokens) {
      if (longest >= most) break;
      longest =
          Math.max(longest, TokenText.width(token, TokenText.strong(token, type)) + 18 * unit);
    }
    axis = Math.min(longest, most);
  }

  /// Chinese stands upright and needs less room.
  private double upperAxis() {
    boolean turned = tokens.stream().anyMatch(t -> !TokenText.upright(t));
    return turned ? axis : LEAST_AXIS * unit;
  }

  private void image(GraphicsContext g, HeadMap shown, Palette palette, MapView view) {
    int pixels = (int) Math.round(side * Marks.dots(owner));
    boolean fits = image != null && image.getWidth() == pixels && view.equals(imaged);
    if (!fits || imagedOn != palette) {
      image =
          Inks.image(shown, ink, scale, palette, view.row(), view.column(), view.span(), pixels);
      imaged = view;
      imagedOn = palette;
      small = null;
    }
    g.setImageSmoothing(false);
    g.drawImage(image, x, y, side, side);
  }

  private void cells(GraphicsContext g, Palette palette, MapView view) {
    double cell = cellSize(view);
    g.setLineWidth(1);
    if (cell >= 9) {
      g.setStroke(palette.text().deriveColor(0, 1, 1, palette.dark() ? 0.10 : 0.085));
      for (int k = (int) Math.ceil(view.row()); k < view.row() + view.span(); k++) {
        double at = Math.round(y + (k - view.row()) * cell) + 0.5;
        g.strokeLine(x, at, x + side, at);
      }
      for (int k = (int) Math.ceil(view.column()); k < view.column() + view.span(); k++) {
        double at = Math.round(x + (k - view.column()) * cell) + 0.5;
        g.strokeLine(at, y, at, y + side);
      }
    }
    g.setStroke(palette.line());
    g.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
  }

  private void labels(GraphicsContext g, Palette palette, MapView view) {
    double cell = cellSize(view);
    int every = Math.max(1, (int) Math.ceil(type * 1.2 / cell));
    var at = owner.cell().get();
    int row = at == null ? owner.focus().get() : at.row(), column = at == null ? -1 : at.column();
    for (int k = (int) view.row(); k < Math.min(tokens.size(), view.row() + view.span()); k++) {
      double middle = y + (k + 0.5 - view.row()) * cell;
      boolean marked = k == owner.focus().get() || k == row;
      if (middle < y
          || middle > y + side
          || !marked && (k % every != 0 || every > 1 && Math.abs(k - row) < every)) continue;
      label(g, palette, k, marked, x - 8 * unit, middle, false);
    }
    for (int k = (int) view.column();
        k < Math.min(tokens.size(), view.column() + view.span());
        k++) {
      double middle = x + (k + 0.5 - view.column()) * cell;
      boolean marked = k == column;
      if (middle < x
          || middle > x + side
          || !marked && (k % every != 0 || every > 1 && Math.abs(k - column) < every)) continue;
      label(g, palette, k, marked, middle, y - 9 * unit, true);
    }
  }

  private void label(
      GraphicsContext g,
      Palette palette,
      int k,
      boolean marked,
      double lx,
      double ly,
      boolean upper) {
    var font = marked ? TokenText.strong(tokens.get(k), type) : TokenText.font(tokens.get(k), type);
    var text = TokenText.fit(tokens.get(k), font, (AXIS_MOST - 18) * unit);
    double wide = TokenText.width(text, font);
    boolean turned = upper && !TokenText.upright(text);
    if (marked) {
      g.setFill(Inks.colour(ink, 0.14, palette));
      double pad = 6 * unit, high = type * 1.6;
      if (!upper) g.fillRoundRect(lx - wide - pad, ly - high / 2, wide + 2 * pad, high, 6, 6);
      else if (turned) g.fillRoundRect(lx - high / 2, ly - wide - pad, high, wide + 2 * pad, 6, 6);
      else g.fillRoundRect(lx - wide / 2 - pad, ly - high + 4 * unit, wide + 2 * pad, high, 6, 6);
    }
    g.setFill(marked ? palette.text() : palette.text().interpolate(palette.muted(), 0.35));
    if (!upper) TokenText.draw(g, text, font, lx, ly, TextAlignment.RIGHT);
    else if (turned) TokenText.upwards(g, text, font, lx, ly);
    else TokenText.draw(g, text, font, lx, ly - type * 0.45, TextAlignment.CENTER);
  }

  private void frames(GraphicsContext g, Palette palette, MapView view) {
    double cell = cellSize(view);
    g.save();
    g.beginPath();
    g.rect(x - 1, y - 1, side + 2, side + 2);
    g.clip();
    g.setStroke(palette.accent());
    var at = owner.cell().get();
    if (at != null) {
      double left = x + (at.column() - view.column()) * cell;
      double up = y + (at.row() - view.row()) * cell;
      g.setLineWidth(1);
      g.setLineDashes(3, 2);
      g.strokeLine(Math.round(left) + 0.5, y, Math.round(left) + 0.5, up);
      g.strokeLine(Math.round(left + cell) + 0.5, y, Math.round(left + cell) + 0.5, up);
      g.setLineDashes();
      g.setLineWidth(2);
      g.strokeRect(left, up, cell, cell);
    }
    int row = owner.focus().get();
    if (row >= 0 && row < tokens.size()) {
      g.setLineWidth(2);
      g.strokeRect(x + 0.5, y + (row - view.row()) * cell, side - 1, cell);
    }
    g.restore();
  }

  /// Where in the whole map one is, in the corner between the axes.
  private void overview(GraphicsContext g, HeadMap shown, Palette palette, MapView view) {
    double edge = Math.min(Math.min(x, y) - 10 * unit, 64 * unit);
    if (edge < 20) return;
    if (small == null) small = Inks.image(shown, ink, scale, palette, (int) edge);
    double left = x - edge - 6 * unit, up = y - edge - 6 * unit, by = edge / view.size();
    g.setFill(palette.paper());
    g.fillRect(left - 2, up - 2, edge + 4, edge + 4);
    g.drawImage(small, left, up, edge, edge);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRect(left - 0.5, up - 0.5, edge + 1, edge + 1);
    g.setStroke(palette.accent());
    g.setLineWidth(1.5);
    g.strokeRect(
        left + view.column() * by, up + view.row() * by, view.span() * by, view.span() * by);
  }

  private void tip(GraphicsContext g, double width, double height, Palette palette, MapView view) {
    var at = owner.cell().get();
    if (at == null || owner.cellText().isEmpty()) return;
    double cell = cellSize(view);
    double px = x + (at.column() + 0.5 - view.column()) * cell;
    double py = y + (at.row() + 0.5 - view.row()) * cell + Math.min(cell / 2, 12);
    Marks.tip(g, px, py, width, height, owner.cellText(), owner.cellSentence(), unit, palette);
  }
}

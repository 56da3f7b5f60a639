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
  private static final double LEGEND = 44, AXIS_MOST = 120, LEAST_AXIS = 34, LONGEST = 2.5;

  private final AttentionMap owner;
  private final List<String> tokens;
  private final List<String> keys;
  private final @Nullable HeadMap map;
  private final Ink ink;
  private final Scale scale;
  private double x, y, wide, high, room, axis, upper, unit = 1, type = 12;
  private @Nullable WritableImage image, small;
  private @Nullable MapView imaged;
  private @Nullable Palette imagedOn;

  MapPainter(
      AttentionMap owner,
      List<String> tokens,
      List<String> keys,
      @Nullable HeadMap map,
      Ink ink,
      Scale scale) {
    this.owner = owner;
    this.tokens = tokens;
    this.keys = keys;
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

  List<String> keys() {
    return keys;
  }

  /// “triumph reads quiet 0.34, ending 0.29, [SEP] 0.20.”
  String sentence(int row) {
    if (map == null || row < 0 || row >= map.rows())
      return owner.words.get("map.all", tokens.size());
    var reads =
        Link.ofRow(map, row, 3, 0.02, _ -> false).stream()
            .map(l -> keys.get(l.to()) + " " + Marks.weight(l.weight(), 2))
            .collect(Collectors.joining(owner.words.get("comma")));
    return owner.words.get("reads", tokens.get(row), reads);
  }

  double cellWidth(MapView view) {
    return view.columns() == 0 ? 0 : wide / view.across();
  }

  double cellHeight(MapView view) {
    return view.rows() == 0 ? 0 : high / view.down();
  }

  /// Where in the map a place is, 0..1 each way, null outside.
  @Nullable Point2D share(double px, double py) {
    double across = (px - x) / wide, down = (py - y) / high;
    boolean inside = wide > 0 && high > 0 && across >= 0 && across < 1 && down >= 0 && down < 1;
    return inside ? new Point2D(across, down) : null;
  }

  @Nullable Cell cellAt(double px, double py, MapView view) {
    var at = share(px, py);
    if (at == null || map == null) return null;
    return new Cell(
        (int) (view.row() + at.getY() * view.down()),
        (int) (view.column() + at.getX() * view.across()));
  }

  /// The row here or of the label here, −1 for none.
  int rowAt(double px, double py, MapView view) {
    if (map == null || high <= 0 || px > x + wide || py < y || py >= y + high) return -1;
    return Math.min(map.rows() - 1, (int) (view.row() + (py - y) / high * view.down()));
  }

  void draw(GraphicsContext g, double width, double height, Palette palette, MapView view) {
    var shown = map;
    if (shown == null || tokens.isEmpty() || keys.isEmpty()) return;
    place(width, height);
    if (Math.max(wide, high) < 20) return;
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
    double words = TokenText.width(axes, font) + 28 * unit;
    double right = x + Math.max(wide, Math.min(room, words + 232 * unit));
    double length = Math.clamp(right - x - words, 96 * unit, 232 * unit);
    Marks.legend(g, x, y + high + 14 * unit, length, ink, scale, unit, palette);
    g.setFill(palette.muted());
    TokenText.draw(g, axes, font, right, y + high + 18 * unit, TextAlignment.RIGHT);
  }

  private void place(double width, double height) {
    if (axis == 0 || unit != owner.theme.scale().get()) measure();
    room = width - axis - 2;
    double below = height - upper - LEGEND * unit;
    // Cells are squares; where one text is much longer than the other they may be longer one way.
    double cell = Math.min(room / keys.size(), below / tokens.size());
    wide = Math.floor(Math.min(room, cell * LONGEST * keys.size()));
    high = Math.floor(Math.min(below, cell * LONGEST * tokens.size()));
    if (tokens.size() == keys.size()) wide = high = Math.min(wide, high);
    x = Math.floor(axis);
    y = Math.floor(upper);
  }

  /// Once for a text: measuring hundreds of tokens would be felt at every move of the pointer.
  private void measure() {
    unit = owner.theme.scale().get();
    type = 12 * unit;
    axis = longest(tokens);
    // Chinese stands upright and needs less room.
    boolean turned = keys.stream().anyMatch(t -> !TokenText.upright(t));
    upper = turned ? longest(keys) : LEAST_AXIS * unit;
  }

  private double longest(List<String> some) {
    double longest = LEAST_AXIS * unit, most = AXIS_MOST * unit;
    for (var token : some) {
      if (longest >= most) break;
      longest =
          Math.max(longest, TokenText.width(token, TokenText.strong(token, type)) + 18 * unit);
    }
    return Math.min(longest, most);
  }

  private void image(GraphicsContext g, HeadMap shown, Palette palette, MapView view) {
    double dots = Marks.dots(owner);
    int across = (int) Math.round(wide * dots), down = (int) Math.round(high * dots);
    boolean fits =
        image != null
            && image.getWidth() == across
            && image.getHeight() == down
            && view.equals(imaged);
    if (!fits || imagedOn != palette) {
      image =
          Inks.image(
              shown,
              ink,
              scale,
              palette,
              view.row(),
              view.column(),
              view.down(),
              view.across(),
              across,
              down);
      imaged = view;
      imagedOn = palette;
      small = null;
    }
    g.setImageSmoothing(false);
    g.drawImage(image, x, y, wide, high);
  }

  private void cells(GraphicsContext g, Palette palette, MapView view) {
    double cell = cellWidth(view), row = cellHeight(view);
    g.setLineWidth(1);
    if (Math.min(cell, row) >= 9) {
      g.setStroke(palette.text().deriveColor(0, 1, 1, palette.dark() ? 0.10 : 0.085));
      for (int k = (int) Math.ceil(view.row()); k < view.row() + view.down(); k++) {
        double at = Math.round(y + (k - view.row()) * row) + 0.5;
        g.strokeLine(x, at, x + wide, at);
      }
      for (int k = (int) Math.ceil(view.column()); k < view.column() + view.across(); k++) {
        double at = Math.round(x + (k - view.column()) * cell) + 0.5;
        g.strokeLine(at, y, at, y + high);
      }
    }
    g.setStroke(palette.line());
    g.strokeRect(x + 0.5, y + 0.5, wide - 1, high - 1);
  }

  private void labels(GraphicsContext g, Palette palette, MapView view) {
    double high = cellHeight(view), wide = cellWidth(view);
    int every = Math.max(1, (int) Math.ceil(type * 1.2 / high));
    var at = owner.cell().get();
    int row = at == null ? owner.focus().get() : at.row(), column = at == null ? -1 : at.column();
    for (int k = (int) view.row(); k < Math.min(tokens.size(), view.row() + view.down()); k++) {
      double middle = y + (k + 0.5 - view.row()) * high;
      boolean marked = k == owner.focus().get() || k == row;
      if (middle < y
          || middle > y + this.high
          || !marked && (k % every != 0 || every > 1 && Math.abs(k - row) < every)) continue;
      label(g, palette, tokens.get(k), marked, x - 8 * unit, middle, false);
    }
    every = Math.max(1, (int) Math.ceil(type * 1.2 / wide));
    for (int k = (int) view.column();
        k < Math.min(keys.size(), view.column() + view.across());
        k++) {
      double middle = x + (k + 0.5 - view.column()) * wide;
      boolean marked = k == column;
      if (middle < x
          || middle > x + this.wide
          || !marked && (k % every != 0 || every > 1 && Math.abs(k - column) < every)) continue;
      label(g, palette, keys.get(k), marked, middle, y - 9 * unit, true);
    }
  }

  private void label(
      GraphicsContext g,
      Palette palette,
      String token,
      boolean marked,
      double lx,
      double ly,
      boolean upper) {
    var font = marked ? TokenText.strong(token, type) : TokenText.font(token, type);
    var text = TokenText.fit(token, font, (AXIS_MOST - 18) * unit);
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
    double wide = cellWidth(view), high = cellHeight(view);
    g.save();
    g.beginPath();
    g.rect(x - 1, y - 1, this.wide + 2, this.high + 2);
    g.clip();
    g.setStroke(palette.accent());
    var at = owner.cell().get();
    if (at != null) {
      double left = x + (at.column() - view.column()) * wide;
      double up = y + (at.row() - view.row()) * high;
      g.setLineWidth(1);
      g.setLineDashes(3, 2);
      g.strokeLine(Math.round(left) + 0.5, y, Math.round(left) + 0.5, up);
      g.strokeLine(Math.round(left + wide) + 0.5, y, Math.round(left + wide) + 0.5, up);
      g.setLineDashes();
      g.setLineWidth(2);
      g.strokeRect(left, up, wide, high);
    }
    int row = owner.focus().get();
    if (row >= 0 && row < tokens.size()) {
      g.setLineWidth(2);
      g.strokeRect(x + 0.5, y + (row - view.row()) * high, this.wide - 1, high);
    }
    g.restore();
  }

  /// Where in the whole map one is, in the corner between the axes.
  private void overview(GraphicsContext g, HeadMap shown, Palette palette, MapView view) {
    double edge = Math.min(Math.min(x, y) - 10 * unit, 64 * unit);
    if (edge < 20) return;
    if (small == null) small = Inks.image(shown, ink, scale, palette, (int) edge);
    double left = x - edge - 6 * unit, up = y - edge - 6 * unit;
    double across = edge / view.columns(), down = edge / view.rows();
    g.setFill(palette.paper());
    g.fillRect(left - 2, up - 2, edge + 4, edge + 4);
    g.drawImage(small, left, up, edge, edge);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRect(left - 0.5, up - 0.5, edge + 1, edge + 1);
    g.setStroke(palette.accent());
    g.setLineWidth(1.5);
    g.strokeRect(
        left + view.column() * across,
        up + view.row() * down,
        view.across() * across,
        view.down() * down);
  }

  private void tip(GraphicsContext g, double width, double height, Palette palette, MapView view) {
    var at = owner.cell().get();
    if (at == null || owner.cellText().isEmpty()) return;
    double high = cellHeight(view);
    double px = x + (at.column() + 0.5 - view.column()) * cellWidth(view);
    double py = y + (at.row() + 0.5 - view.row()) * high + Math.min(high / 2, 12);
    Marks.tip(g, px, py, width, height, owner.cellText(), owner.cellSentence(), unit, palette);
  }
}

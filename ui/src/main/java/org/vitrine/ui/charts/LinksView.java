package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;

/// Who reads whom as lines between two columns of tokens. A click on a reading token makes it the focus, a second click
/// gives it up; ↑ ↓ walk. A text that does not fit shows the tokens of its twelve strongest links.
public final class LinksView extends Drawing {
  private static final double FAINT = 0.04, NUMBERED = 0.04;
  private static final int MOST = 12;

  private final Theme theme;
  private final Words words;
  private final IntegerProperty focus = new SimpleIntegerProperty(-1);
  private List<String> tokens = List.of(), keys = List.of();
  private @Nullable HeadMap map;
  private Ink ink = Ink.VIOLET;
  private List<Integer> shown = List.of(), read = List.of();
  private double top, step = 20, unit = 1;

  public LinksView(Theme theme, Words words) {
    super(theme);
    this.theme = theme;
    this.words = words.of(LinksView.class);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    focus.addListener((_, _, _) -> changed());
    setOnMouseClicked(e -> {
      requestFocus();
      int place = (int) Math.floor((e.getY() - top) / step);
      if (place < 0 || place >= shown.size() || e.getX() > getWidth() / 2) return;
      int token = shown.get(place);
      focus.set(focus.get() == token ? -1 : token);
    });
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// A text that reads itself.
  public void show(List<String> tokens, HeadMap map, Ink ink) {
    show(tokens, tokens, map, ink);
  }

  /// @param tokens as many as the map has rows
  /// @param keys as many as it has columns
  public void show(List<String> tokens, List<String> keys, @Nullable HeadMap map, Ink ink) {
    this.tokens = tokens.stream().map(TokenText::shown).toList();
    this.keys = keys.stream().map(TokenText::shown).toList();
    this.map = map;
    this.ink = ink;
    changed();
  }

  /// The reading token, −1 for all.
  public IntegerProperty focus() {
    return focus;
  }

  private void pressed(KeyEvent e) {
    int by =
        switch (e.getCode()) {
          case UP -> -1;
          case DOWN -> 1;
          default -> 0;
        };
    if (by == 0 || tokens.isEmpty()) return;
    focus.set(Math.clamp(focus.get() + by, 0, tokens.size() - 1));
    e.consume();
  }

  private void changed() {
    var now = map;
    int row = focus.get();
    if (now != null && row >= 0 && row < now.rows()) {
      var reads = new ArrayList<String>();
      for (var link : Link.ofRow(now, row, 3, NUMBERED, _ -> false))
        reads.add(keys.get(link.to()) + " " + Marks.weight(link.weight(), 2));
      setAccessibleText(
          words.get("reads", tokens.get(row), String.join(words.get("comma"), reads)));
    } else setAccessibleText(words.get("map.all", tokens.size()));
    redraw();
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  /// As high as all tokens need.
  @Override
  protected double computePrefHeight(double width) {
    double scale = theme.scale().get();
    return 30 * scale + Math.min(longest(), 40) * 20 * scale;
  }

  private int longest() {
    return Math.max(tokens.size(), keys.size());
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    var now = map;
    if (now == null || tokens.size() != now.rows() || keys.size() != now.columns()) return;
    unit = theme.scale().get();
    top = 26 * unit;
    double least = 16 * unit;
    int row = focus.get() < now.rows() ? focus.get() : -1;
    var strong =
        row < 0
            ? Link.ofAll(now, MOST, FAINT, _ -> false)
            : Link.ofRow(now, row, MOST, 0.01, _ -> false);
    boolean all = longest() * least <= height - top;
    int places = (int) ((height - top) / least);
    boolean one = tokens.equals(keys);
    shown = all ? every(tokens) : some(strong, row, places, true, one);
    read = all ? every(keys) : some(strong, row, places, one, true);
    step = Math.min(20 * unit, (height - top) / Math.max(1, Math.max(shown.size(), read.size())));
    double left = width * 0.31, right = width * 0.70;
    heads(g, palette, left, right);
    if (all)
      lines(
          g,
          Link.ofAll(now, 4 * tokens.size(), FAINT, _ -> false),
          row,
          left,
          right,
          palette,
          false);
    lines(g, strong, row, left, right, palette, true);
    for (int place = 0; place < shown.size(); place++) reading(g, place, row, left, palette);
    for (int place = 0; place < read.size(); place++)
      read(g, now, place, row, right, width, palette);
  }

  private static List<Integer> every(List<String> tokens) {
    return IntStream.range(0, tokens.size()).boxed().toList();
  }

  /// Tokens at the ends of the strongest links.
  ///
  /// @param from whether those that read belong to them; `to` those that are read
  private static List<Integer> some(List<Link> links, int row, int room, boolean from, boolean to) {
    var some = new TreeSet<Integer>();
    if (row >= 0 && from) some.add(row);
    for (var link : links) {
      if (some.size() + 2 > room) break;
      if (from) some.add(link.from());
      if (to) some.add(link.to());
    }
    return List.copyOf(some);
  }

  private void heads(GraphicsContext g, Palette palette, double left, double right) {
    g.setFill(palette.muted());
    for (var head : List.of("reads.head", "read.head")) {
      var text = words.get(head);
      boolean reads = head.equals("reads.head");
      TokenText.draw(
          g,
          text,
          TokenText.words(text, 12 * unit, false),
          reads ? left - 6 * unit : right + 6 * unit,
          10 * unit,
          reads ? TextAlignment.RIGHT : TextAlignment.LEFT);
    }
  }

  private void lines(
      GraphicsContext g,
      List<Link> links,
      int row,
      double left,
      double right,
      Palette palette,
      boolean strong) {
    g.setLineCap(StrokeLineCap.ROUND);
    for (var link : links.reversed()) {
      int from = shown.indexOf(link.from()), to = read.indexOf(link.to());
      if (from < 0 || to < 0 || !strong && link.from() == row) continue;
      double y0 = middle(from), y1 = middle(to), bend = (right - left) * 0.45;
      double depth = strong ? 0.35 + 0.4 * Math.sqrt(link.weight()) : row < 0 ? 0.3 : 0.11;
      g.setStroke(Inks.colour(ink, depth, palette));
      g.setLineWidth(unit * (strong ? 0.8 + 12 * link.weight() : 0.6 + 5 * link.weight()));
      g.beginPath();
      g.moveTo(left + 2 * unit, y0);
      g.bezierCurveTo(left + bend, y0, right - bend, y1, right - 2 * unit, y1);
      g.stroke();
    }
  }

  private double middle(int place) {
    return top + (place + 0.5) * step;
  }

  private void reading(GraphicsContext g, int place, int row, double left, Palette palette) {
    int i = shown.get(place);
    double y = middle(place), type = Math.min(12 * unit, step * 0.72), pad = 6 * unit;
    boolean focused = i == row;
    if (focused) {
      g.setFill(Inks.colour(ink, 0.14, palette));
      g.fillRoundRect(0, y - step * 0.46, left, step * 0.92, 6, 6);
    }
    g.setFill(focused ? palette.text() : palette.muted());
    drawToken(g, tokens.get(i), focused, type, left - pad, y, left - 8 * unit, TextAlignment.RIGHT);
  }

  private void read(
      GraphicsContext g,
      HeadMap now,
      int place,
      int row,
      double right,
      double width,
      Palette palette) {
    int j = read.get(place);
    var token = keys.get(j);
    double y = middle(place), type = Math.min(12 * unit, step * 0.72), pad = 6 * unit;
    double weight = row < 0 ? 0 : now.at(row, j);
    boolean much = weight >= 0.15;
    if (weight >= NUMBERED) {
      var font = much ? TokenText.strong(token, type) : TokenText.font(token, type);
      double wide = Math.min(TokenText.width(token, font), width - right - 46 * unit) + 2 * pad;
      g.setFill(Inks.colour(ink, Math.min(0.34, 0.08 + 0.45 * weight), palette));
      g.fillRoundRect(right, y - step * 0.46, wide, step * 0.92, 6, 6);
      g.setFill(palette.muted());
      var number = Marks.weight(weight, 2);
      TokenText.draw(
          g, number, TokenText.font(number, 11.5 * unit), width - 2, y, TextAlignment.RIGHT);
    }
    g.setFill(weight >= NUMBERED ? palette.text() : palette.muted());
    drawToken(g, token, much, type, right + pad, y, width - right - 46 * unit, TextAlignment.LEFT);
  }

  private void drawToken(
      GraphicsContext g,
      String token,
      boolean bold,
      double type,
      double x,
      double y,
      double room,
      TextAlignment side) {
    var font = bold ? TokenText.strong(token, type) : TokenText.font(token, type);
    TokenText.draw(g, TokenText.fit(token, font, room), font, x, y, side);
  }
}

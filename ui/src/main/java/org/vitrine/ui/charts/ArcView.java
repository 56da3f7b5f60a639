package org.vitrine.ui.charts;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
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

/// A sentence with arcs over it: the thicker an arc, the more one token reads from the other. The focused token's arcs are
/// strong, those of the others faint. The pointer or ← → moves the focus, a click or Enter picks the token.
public final class ArcView extends Drawing {
  private static final double LEAST = 0.07;
  private static final int MOST_A_ROW = 4;

  private final Theme theme;
  private final Words words;
  private final IntegerProperty focus = new SimpleIntegerProperty(-1);
  private List<String> tokens = List.of();
  private @Nullable HeadMap map;
  private Ink ink = Ink.VIOLET;
  private IntPredicate leftOut = _ -> false;
  private IntConsumer onPick = _ -> {};
  private double[] middles = {};
  private double size = 15;

  public ArcView(Theme theme, Words words) {
    super(theme);
    this.theme = theme;
    this.words = words.of(ArcView.class);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Boxes.classes(this, "v-focusable");
    setCursor(Cursor.HAND);
    focus.addListener((_, _, _) -> changed());
    setOnMouseMoved(e -> focus.set(at(e.getX(), focus.get())));
    setOnMouseClicked(e -> {
      requestFocus();
      int token = at(e.getX(), -1);
      if (token >= 0) onPick.accept(token);
    });
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// @param tokens as many as the map has
  /// @param leftOut tokens to which no arc is drawn: separators
  /// @param focus the reading token that is strong, −1 for none
  public void show(List<String> tokens, HeadMap map, Ink ink, IntPredicate leftOut, int focus) {
    this.tokens = tokens.stream().map(TokenText::shown).toList();
    this.map = map;
    this.ink = ink;
    this.leftOut = leftOut;
    this.focus.set(focus);
    changed();
  }

  /// The token whose reading is strong; moves with the pointer.
  public IntegerProperty focus() {
    return focus;
  }

  public void onPick(IntConsumer work) {
    onPick = work;
  }

  private void pressed(KeyEvent e) {
    if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
      int step = e.getCode() == KeyCode.LEFT ? -1 : 1;
      if (!tokens.isEmpty()) focus.set(Math.clamp(focus.get() + step, 0, tokens.size() - 1));
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER && focus.get() >= 0) {
      onPick.accept(focus.get());
      e.consume();
    }
  }

  private void changed() {
    setAccessibleText(sentence());
    redraw();
  }

  /// “triumph reads quiet 0.34, ending 0.29”
  String sentence() {
    int row = focus.get();
    if (map == null || row < 0 || row >= map.rows()) return String.join(" ", tokens);
    var reads =
        Link.ofRow(map, row, 3, LEAST, leftOut).stream()
            .map(l -> tokens.get(l.to()) + " " + Marks.weight(l.weight(), 2))
            .collect(Collectors.joining(words.get("comma")));
    return reads.isEmpty()
        ? words.get("reads.nothing", tokens.get(row))
        : words.get("reads", tokens.get(row), reads);
  }

  /// The token at this place, `otherwise` if there is none near.
  private int at(double x, int otherwise) {
    int best = otherwise;
    double near = 40 * theme.scale().get();
    for (int i = 0; i < middles.length; i++) {
      if (Math.abs(middles[i] - x) >= near) continue;
      near = Math.abs(middles[i] - x);
      best = i;
    }
    return best;
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    var shown = map;
    if (shown == null || tokens.isEmpty() || tokens.size() != shown.rows()) return;
    place(width);
    double line = height - 1.5 * size, foot = line - 1.2 * size;
    for (int row = 0; row < tokens.size(); row++)
      if (row != focus.get() && !leftOut.test(row)) arcs(g, shown, row, foot, palette, false);
    if (focus.get() >= 0 && focus.get() < tokens.size())
      arcs(g, shown, focus.get(), foot, palette, true);
    for (int i = 0; i < tokens.size(); i++) token(g, shown, i, line, palette);
  }

  /// Tokens side by side with even gaps; smaller when there are many.
  private void place(double width) {
    double margin = 24 * theme.scale().get();
    size = 15 * theme.scale().get();
    double taken = 0;
    do {
      taken = 0;
      for (var token : tokens)
        taken += TokenText.width(token, TokenText.font(token, size)) + 1.2 * size;
      size *= taken > width - 2 * margin ? 0.92 : 1;
    } while (taken > width - 2 * margin && size > 7);
    double squeeze = Math.min(1, (width - 2 * margin) / taken);
    middles = new double[tokens.size()];
    double x = Math.max(margin, (width - taken) / 2);
    for (int i = 0; i < middles.length; i++) {
      var token = tokens.get(i);
      double wide = (TokenText.width(token, TokenText.font(token, size)) + 1.2 * size) * squeeze;
      middles[i] = x + wide / 2;
      x += wide;
    }
  }

  private void arcs(
      GraphicsContext g, HeadMap shown, int row, double foot, Palette palette, boolean strong) {
    g.setLineCap(StrokeLineCap.ROUND);
    double longest = Math.max(1, middles[middles.length - 1] - middles[0]);
    for (var link : Link.ofRow(shown, row, strong ? 12 : MOST_A_ROW, LEAST, leftOut).reversed()) {
      if (link.to() == row) continue;
      double from = middles[row], to = middles[link.to()];
      double share = Math.abs(from - to) / longest;
      double top = foot - 1.3 * (foot - 12) * (0.12 + 0.88 * Math.pow(share, 0.75));
      double depth = strong ? 0.45 + 0.4 * Math.sqrt(link.weight()) : 0.16 + 0.22 * link.weight();
      g.setStroke(Inks.colour(ink, depth, palette));
      g.setLineWidth((0.8 + (strong ? 7 : 5) * link.weight()) * theme.scale().get());
      g.beginPath();
      g.moveTo(from, foot);
      g.bezierCurveTo(from, top, to, top, to, foot);
      g.stroke();
    }
  }

  private void token(GraphicsContext g, HeadMap shown, int i, double line, Palette palette) {
    var text = tokens.get(i);
    int row = focus.get();
    boolean focused = i == row;
    boolean read = row >= 0 && row < shown.rows() && !leftOut.test(i) && shown.at(row, i) >= LEAST;
    var font = focused || read ? TokenText.strong(text, size) : TokenText.font(text, size);
    if (focused) {
      double wide = TokenText.width(text, font) + 0.9 * size;
      g.setFill(Inks.colour(ink, 0.14, palette));
      g.fillRoundRect(middles[i] - wide / 2, line - 0.9 * size, wide, 1.8 * size, 6, 6);
    }
    g.setFill(focused || read ? palette.text() : palette.muted());
    if (size > 8) TokenText.draw(g, text, font, middles[i], line, TextAlignment.CENTER);
  }
}

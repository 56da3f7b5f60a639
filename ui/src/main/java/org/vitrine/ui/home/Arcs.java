package org.vitrine.ui.home;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.home.Look.Link;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;

/// A sentence with arcs from each word to those that it reads; the thicker, the more. The word under the pointer is the one
/// that is looked from.
final class Arcs extends Drawing {
  private static final double SIZE = 15.5, LEAST_SIZE = 10.5, GAP = 18, LEAST_GAP = 8;

  private final Theme theme;
  private final HomeModel model;
  private final IntConsumer open;
  private final List<double[]> places =
      new ArrayList<>(); // left and right end of each token that has room

  /// @param open what a click on a token does
  Arcs(Theme theme, HomeModel model, IntConsumer open) {
    super(theme);
    this.theme = theme;
    this.model = model;
    this.open = open;
    setFocusTraversable(true);
    getStyleClass().add("v-arcs");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setOnMouseMoved(e -> focus(tokenAt(e.getX(), e.getY())));
    setOnMouseExited(_ -> focus(-1));
    setOnMouseClicked(e -> {
      requestFocus();
      int token = tokenAt(e.getX(), e.getY());
      if (token >= 0) open.accept(token);
    });
    setOnKeyPressed(this::key);
    focusedProperty().subscribe(this::redraw);
  }

  private void focus(int token) {
    model.focus().set(token);
    setCursor(token < 0 ? Cursor.DEFAULT : Cursor.HAND);
  }

  private void key(KeyEvent event) {
    var look = model.look().get();
    if (look == null) return;
    int at = focused(look);
    switch (event.getCode()) {
      case LEFT -> model.focus().set(Math.max(0, at - 1));
      case RIGHT -> model.focus().set(Math.min(look.tokens().size() - 1, at + 1));
      case ENTER -> open.accept(at);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private int focused(Look look) {
    int chosen = model.focus().get();
    return chosen >= 0 && chosen < look.tokens().size() ? chosen : look.start();
  }

  private int tokenAt(double x, double y) {
    for (int i = 0; i < places.size(); i++) {
      if (x >= places.get(i)[0] && x <= places.get(i)[1] && y > getHeight() * 0.25) return i;
    }
    return -1;
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    g.setFill(
        new LinearGradient(
            0,
            0,
            0,
            1,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, palette.paper()),
            new Stop(1, palette.panel())));
    g.fillRect(0, 0, width, height);
    var look = model.look().get();
    double scale = theme.scale().get(), base = height - 28 * scale;
    if (look == null) skeleton(g, width, base, palette);
    else draw(g, look, width, base, scale, palette);
    if (isFocused()) {
      g.setStroke(palette.accentFill());
      g.setLineWidth(2);
      g.strokeRect(2, 2, width - 4, height - 4);
    }
  }

  private void draw(
      GraphicsContext g, Look look, double width, double base, double scale, Palette palette) {
    int focus = focused(look);
    place(look, width, scale);
    var links = look.links(focus);
    boolean chosen = model.focus().get() >= 0;
    double room = base - 38 * scale;
    for (var link : look.company())
      if (link.from() != focus)
        arc(g, link, base - 20 * scale, room, scale, palette, chosen ? 0.10 : 0.34);
    for (var link : links.stream().limit(12).toList())
      arc(g, link, base - 20 * scale, room, scale, palette, 0.92);
    g.setTextAlign(TextAlignment.CENTER);
    for (int i = 0; i < places.size(); i++) {
      double left = places.get(i)[0], right = places.get(i)[1];
      int token = i;
      boolean read = links.stream().anyMatch(l -> l.to() == token);
      if (i == focus) {
        g.setFill(palette.colour("ink-tint"));
        g.fillRoundRect(
            left - 5 * scale, base - 15 * scale, right - left + 10 * scale, 25 * scale, 6, 6);
      }
      g.setFont(font(text(look, i), i == focus || read, size * scale));
      g.setFill(i == focus || read ? palette.text() : palette.muted());
      g.fillText(text(look, i), (left + right) / 2, base + 3 * scale);
    }
    if (places.size() < look.tokens().size()) {
      g.setFill(palette.faint());
      g.setTextAlign(TextAlignment.RIGHT);
      g.setFont(Font.font(Fonts.MONO, 12 * scale));
      g.fillText("+" + (look.tokens().size() - places.size()), width - 8 * scale, base + 3 * scale);
    }
    setAccessibleText(spoken(look, focus, links));
  }

  private double size = SIZE;

  /// Gives each token its room; the type shrinks for a long sentence, and what does not fit then is left out.
  private void place(Look look, double width, double scale) {
    places.clear();
    double room = width - 44 * scale;
    size = SIZE;
    double gap = GAP;
    while (size > LEAST_SIZE && needed(look, size, gap) * scale > room) {
      size -= 0.5;
      gap = Math.max(LEAST_GAP, gap - 1);
    }
    double x = Math.max(22 * scale, (width - needed(look, size, gap) * scale) / 2);
    for (int i = 0; i < look.tokens().size(); i++) {
      double w = measure(text(look, i), size) * scale;
      if (x + w > width - 40 * scale && i < look.tokens().size() - 1) return;
      places.add(new double[] {x, x + w});
      x += w + gap * scale;
    }
  }

  private static double needed(Look look, double size, double gap) {
    double sum = -gap;
    for (int i = 0; i < look.tokens().size(); i++) sum += measure(text(look, i), size) + gap;
    return sum;
  }

  private static double measure(String text, double size) {
    var shape = new Text(text);
    shape.setFont(font(text, true, size));
    return shape.getLayoutBounds().getWidth();
  }

  private static String text(Look look, int token) {
    var text = look.tokens().get(token).text();
    return text.length() > 24 ? text.substring(0, 23) + "…" : text;
  }

  private static Font font(String text, boolean bold, double size) {
    var family = Fonts.monoFor(text);
    if (family.equals(Fonts.MONO)) return Font.font(bold ? "JetBrains Mono Medium" : family, size);
    return Font.font(family, bold ? FontWeight.BOLD : FontWeight.NORMAL, size);
  }

  private void arc(
      GraphicsContext g,
      Link link,
      double foot,
      double room,
      double scale,
      Palette palette,
      double strength) {
    if (link.from() >= places.size() || link.to() >= places.size()) return;
    double a = middle(link.from()), b = middle(link.to());
    double span = Math.abs(b - a), width = places.getLast()[1] - places.getFirst()[0];
    double rise = Math.min(room, room * (0.16 + 0.95 * Math.pow(span / Math.max(1, width), 0.8)));
    g.setStroke(palette.ink());
    g.setGlobalAlpha(strength * (0.28 + 0.72 * Math.sqrt(link.weight())));
    g.setLineWidth((0.9 + 9 * link.weight()) * scale * theme.stroke());
    g.beginPath();
    g.moveTo(a, foot);
    g.bezierCurveTo(a, foot - rise * 1.32, b, foot - rise * 1.32, b, foot);
    g.stroke();
    g.setGlobalAlpha(1);
  }

  private double middle(int token) {
    return (places.get(token)[0] + places.get(token)[1]) / 2;
  }

  private static void skeleton(GraphicsContext g, double width, double base, Palette palette) {
    g.setFill(palette.inset());
    g.setStroke(palette.hairline());
    g.setLineWidth(2);
    double x = width * 0.08, last = x;
    for (int i = 0; i < 11; i++) {
      double w = 34 + 26 * ((i * 7) % 3);
      g.fillRoundRect(x, base - 8, w, 12, 5, 5);
      if (i > 0 && i % 2 == 0)
        g.strokeArc(last, base - 70, x + w / 2 - last, 96, 0, 180, javafx.scene.shape.ArcType.OPEN);
      if (i % 2 == 0) last = x + w / 2;
      x += w + 22;
      if (x > width * 0.9) return;
    }
  }

  private static @Nullable String spoken(Look look, int focus, List<Link> links) {
    var sentence = new StringBuilder(text(look, focus));
    for (var link : links.stream().limit(3).toList()) {
      sentence.append(
          String.format(java.util.Locale.ROOT, " · %s %.2f", text(look, link.to()), link.weight()));
    }
    return sentence.toString();
  }
}

package org.vitrine.ui.home;

import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;

/// The starter at work: tokens from left to right through layer after layer, a band where one reads another, always at
/// night. Every few seconds other heads are shown; what is drawn is always a computed value.
final class WelcomePicture extends Drawing {
  private static final Palette NIGHT = Palette.DARK;
  private static final Duration CHANGE = Duration.seconds(3.2);

  private final Theme theme;
  private final HomeModel model;
  private final Words words;
  private int turn;

  WelcomePicture(Theme theme, HomeModel model, Words words) {
    super(new SimpleObjectProperty<>(NIGHT));
    this.theme = theme;
    this.model = model;
    this.words = words;
    Live.follow(this, model.look(), _ -> redraw());
    Live.whileShown(
        this,
        () -> {
          if (theme.motion(1) == 0) return Subscription.EMPTY;
          var clock =
              new Timeline(
                  new KeyFrame(
                      CHANGE,
                      _ -> {
                        turn++;
                        redraw();
                      }));
          clock.setCycleCount(Timeline.INDEFINITE);
          clock.play();
          return clock::stop;
        });
  }

  @Override
  protected void draw(GraphicsContext g, double width, double height, Palette palette) {
    g.setFill(NIGHT.paper());
    g.fillRect(0, 0, width, height);
    double scale = theme.scale().get();
    var look = model.look().get();
    if (look != null) draw(g, look, width, height, scale);
    g.setFill(NIGHT.faint());
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(Font.font(words.chinese() ? Fonts.HAN : Fonts.LATIN, 12.5 * scale));
    g.fillText(words.get("welcome.drawn"), width - 50 * scale, height - 32 * scale);
  }

  private void draw(GraphicsContext g, Look look, double width, double height, double scale) {
    int n = Math.min(look.tokens().size(), 18), layers = Math.min(3, look.reply().layers());
    double top = 96 * scale,
        bottom = height - 110 * scale,
        left = width * 0.17,
        right = width - 90 * scale;
    double step = n < 2 ? 0 : (bottom - top) / (n - 1), column = (right - left) / layers;
    for (int l = 0; l < layers; l++) {
      int layer = look.reply().layers() - layers + l;
      bands(g, look, layer, head(look, layer), n, left + l * column, column, top, step, scale);
    }
    for (int i = 0; i < n; i++) {
      double y = top + i * step;
      var text = look.tokens().get(i).text();
      g.setTextAlign(TextAlignment.RIGHT);
      g.setFill(NIGHT.text());
      g.setFont(Font.font(Fonts.monoFor(text), 15.5 * scale));
      g.fillText(text, left - 22 * scale, y + 5 * scale);
      for (int l = 0; l <= layers; l++)
        node(g, left + l * column, y, l == layers && i == look.start() ? 9 : 4.2, scale);
    }
    answer(g, look, right, top + look.start() * step, scale);
  }

  /// A head of this layer whose links tell something, another one each turn.
  private int head(Look look, int layer) {
    var facts = look.reply().facts().stream().filter(f -> f.layer() == layer).toList();
    List<Integer> telling =
        facts.stream()
            .filter(f -> !List.of("broad", "separator", "first").contains(f.role()))
            .map(f -> f.head())
            .toList();
    return telling.isEmpty() ? turn % facts.size() : telling.get(turn % telling.size());
  }

  private void bands(
      GraphicsContext g,
      Look look,
      int layer,
      int head,
      int n,
      double x,
      double column,
      double top,
      double step,
      double scale) {
    var role = look.reply().facts().get(layer * look.reply().heads() + head).role();
    Color ink =
        List.of("previous", "local", "next").contains(role)
            ? Color.web("#C1DDFE")
            : Color.web("#CFC8FA");
    for (int to = 0; to < n; to++) {
      for (int from = 0; from < n; from++) {
        double weight = look.weight(layer, head, to, from);
        if (weight < 0.05) continue;
        double y1 = top + from * step, y2 = top + to * step, bend = column * 0.45;
        g.setStroke(ink);
        g.setGlobalAlpha(Math.min(0.95, 0.10 + 0.95 * weight));
        g.setLineWidth((0.6 + 8 * weight) * scale);
        g.beginPath();
        g.moveTo(x + 6, y1);
        g.bezierCurveTo(x + bend, y1, x + column - bend, y2, x + column - 6, y2);
        g.stroke();
      }
    }
    g.setGlobalAlpha(1);
  }

  private static void node(GraphicsContext g, double x, double y, double radius, double scale) {
    double r = radius * scale;
    g.setFill(NIGHT.paper());
    g.fillOval(x - r, y - r, 2 * r, 2 * r);
    g.setStroke(radius > 5 ? NIGHT.text() : NIGHT.ink());
    g.setLineWidth(2 * scale);
    g.strokeOval(x - r, y - r, 2 * r, 2 * r);
  }

  private void answer(GraphicsContext g, Look look, double x, double y, double scale) {
    var predictions = look.reply().prediction().predictions();
    if (predictions.isEmpty() || predictions.getFirst().scores().isEmpty()) return;
    var best = predictions.getFirst().scores().getFirst();
    var label =
        words.has("label." + best.label()) ? words.get("label." + best.label()) : best.label();
    g.setFill(NIGHT.text());
    g.setTextAlign(TextAlignment.CENTER);
    g.setFont(Font.font(Fonts.isHan(label) ? Fonts.HAN : Fonts.LATIN, FontWeight.BOLD, 16 * scale));
    g.fillText(
        String.format(java.util.Locale.ROOT, "%s %.2f", label, best.probability()),
        x,
        y - 26 * scale);
  }
}

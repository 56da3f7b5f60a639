package org.vitrine.ui.home;

import java.util.Random;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.insight.Role;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The three things that one can do, each with a small picture. The first picture is the starter's own heads.
final class Doors {
  private Doors() {}

  static Node of(Ui ui, HomeModel model) {
    var words = ui.wordsOf(Doors.class);
    var heads = new Heads(ui, model);
    return new Tiles(
        ui.theme(),
        250,
        16,
        door(ui, words, "look", heads, Feather.BOX, new Route.Models(null)),
        door(ui, words, "tune", new Curves(ui, 1), Feather.BAR_CHART_2, Route.Train.empty()),
        door(ui, words, "compare", new Curves(ui, 3), Feather.ACTIVITY, new Route.Runs()));
  }

  private static Node door(
      Ui ui, Words words, String key, Drawing picture, Feather icon, Route to) {
    var heading = Labels.wrapped(words.get("door." + key), "v-heading");
    var text = Labels.wrapped(words.get("door." + key + ".text"), "v-muted", "v-caption");
    text.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    var button = Buttons.plain(words.get("door." + key + ".do"), icon, () -> ui.go(to));
    Boxes.show(button, ui.navigator().knows(to));
    var below =
        Boxes.pad(
            Boxes.column(6, heading, text, Boxes.spring(), Boxes.pad(new VBox(button), 6, 0, 0, 0)),
            13,
            14,
            14,
            14);
    var card = new Card(Boxes.height(picture, 104), Boxes.rule(), Boxes.grow(below)).flush();
    card.setStyle("-fx-spacing: 0;");
    return card;
  }

  /// All heads of the starter for the sentence above, in the colours of the series.
  private static final class Heads extends Drawing {
    private final HomeModel model;

    Heads(Ui ui, HomeModel model) {
      super(ui.theme());
      this.model = model;
      getStyleClass().add("v-door-picture");
      Live.follow(this, model.look(), _ -> redraw());
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
      g.setFill(palette.panel());
      g.fillRoundRect(0, 0, width, height + 8, 8, 8);
      var look = model.look().get();
      int layers = look == null ? 3 : Math.min(4, look.reply().layers());
      int heads = look == null ? 8 : Math.min(8, look.reply().heads());
      double gap = 4,
          cell =
              Math.min(
                  (height - 20 - gap * (layers - 1)) / layers,
                  (width - 30 - gap * (heads - 1)) / heads);
      double left = (width - heads * (cell + gap) + gap) / 2,
          top = (height - layers * (cell + gap) + gap) / 2;
      for (int l = 0; l < layers; l++) {
        for (int h = 0; h < heads; h++)
          thumbnail(g, look, l, h, left + h * (cell + gap), top + l * (cell + gap), cell, palette);
      }
    }

    private static void thumbnail(
        GraphicsContext g,
        @org.jspecify.annotations.Nullable Look look,
        int l,
        int h,
        double x,
        double y,
        double size,
        Palette palette) {
      g.setFill(palette.paper());
      g.fillRect(x, y, size, size);
      if (look != null) {
        int n = Math.min(look.tokens().size(), 24);
        double cell = size / n;
        var ink = Role.ofKey(look.reply().facts().get(l * look.reply().heads() + h).role()).ink();
        for (int q = 0; q < n; q++) {
          for (int k = 0; k < n; k++) {
            double strength = Math.sqrt(look.weight(l, h, q, k));
            if (strength < 0.12) continue;
            g.setFill(Inks.colour(ink, strength, palette));
            g.fillRect(x + k * cell, y + q * cell, cell, cell);
          }
        }
      }
      g.setStroke(palette.hairline());
      g.setLineWidth(1);
      g.strokeRect(Math.floor(x) + 0.5, Math.floor(y) + 0.5, Math.floor(size), Math.floor(size));
    }
  }

  /// What loss curves look like: one with its raw line, or three to compare.
  private static final class Curves extends Drawing {
    private final int many;

    Curves(Ui ui, int many) {
      super(ui.theme());
      this.many = many;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
      g.setFill(palette.panel());
      g.fillRoundRect(0, 0, width, height + 8, 8, 8);
      double left = width * 0.14, right = width * 0.86, top = 14, bottom = height - 16;
      g.setStroke(palette.line());
      g.setLineWidth(1);
      g.strokeLine(left, bottom + 0.5, right, bottom + 0.5);
      for (int i = many; i >= 1; i--) {
        if (many == 1)
          line(
              g,
              palette.series(1).deriveColor(0, 1, 1, 0.35),
              1,
              new double[0],
              left,
              right,
              top,
              bottom,
              7.5,
              0.14,
              0.10);
        line(
            g,
            palette.series(i),
            2.2,
            Palette.dash(i),
            left,
            right,
            top,
            bottom,
            new double[] {7.5, 3.4, 9}[i - 1],
            new double[] {0.13, 0.22, 0.31}[i - 1],
            0.012);
      }
    }

    private static void line(
        GraphicsContext g,
        Color colour,
        double thick,
        double[] dash,
        double left,
        double right,
        double top,
        double bottom,
        double speed,
        double end,
        double noise) {
      var random = new Random(4);
      g.setStroke(colour);
      g.setLineWidth(thick);
      g.setLineDashes(dash);
      g.beginPath();
      for (int i = 0; i <= 90; i++) {
        double x = i / 90.0,
            value =
                end
                    + (1 - end) * Math.exp(-speed * x)
                    + noise * random.nextGaussian() * (0.4 + Math.exp(-4 * x));
        double px = left + x * (right - left),
            py = bottom - Math.clamp(value, 0, 1) * (bottom - top);
        if (i == 0) g.moveTo(px, py);
        else g.lineTo(px, py);
      }
      g.stroke();
      g.setLineDashes();
    }
  }
}

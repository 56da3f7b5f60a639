package org.vitrine.ui.settings;

import java.util.Random;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.insight.Role;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.Settings;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Drawing;
import org.vitrine.ui.kit.Fonts;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.nav.Ui;

/// What the settings do to a map and to a curve, at once.
final class Preview extends VBox {
  Preview(Ui ui) {
    var words = ui.wordsOf(Preview.class);
    getStyleClass().addAll("v-side-right", "v-preview");
    var map = Boxes.height(new Map(ui), 300);
    var curve = Boxes.height(new Curve(ui), 150);
    Live.follow(map, ui.preferences().property(), _ -> map.redraw());
    Live.follow(curve, ui.preferences().property(), _ -> curve.redraw());
    var note = Labels.wrapped(words.get("preview.note"), "v-caption", "v-muted");
    note.setGraphic(Icons.styled(Icons.tiny(Feather.LOCK), "v-muted"));
    getChildren()
        .addAll(
            Labels.of(words.get("preview"), "v-strong", "v-muted"),
            new Card(
                Card.head(words.get("preview.map"), Badge.of(words.get("preview.role"), Tone.INK)),
                map),
            new Card(Card.head(words.get("preview.loss")), curve),
            note);
  }

  /// A map of fifteen tokens made up once, in the ink and on the scale that are set.
  private static final class Map extends Drawing {
    private static final int N = 15;
    private final Ui ui;
    private final double[][] rows = rows();

    Map(Ui ui) {
      super(ui.theme());
      this.ui = ui;
    }

    private static double[][] rows() {
      var random = new Random(7);
      var rows = new double[N][N];
      for (var row : rows) {
        double sum = 0;
        for (int k = 0; k < N; k++) sum += row[k] = 0.02 + 0.05 * random.nextDouble();
        int strong = random.nextInt(N);
        row[strong] += 0.7;
        row[N - 1] += 0.3;
        sum += 1;
        for (int k = 0; k < N; k++) row[k] /= sum;
      }
      return rows;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
      Settings settings = ui.preferences().get();
      var ink = Inks.of(Role.MIXED, settings.attentionInk());
      var scale = Scale.ofKey(settings.attentionScale());
      double cell = Math.min(width, height) / N, left = (width - cell * N) / 2;
      for (int q = 0; q < N; q++) {
        double most = 0;
        for (double v : rows[q]) most = Math.max(most, v);
        for (int k = 0; k < N; k++) {
          double v = rows[q][k];
          g.setFill(Inks.colour(ink, scale.shade(v, most), palette));
          g.fillRect(left + k * cell, q * cell, cell, cell);
          g.setStroke(palette.hairline());
          g.setLineWidth(0.5);
          g.strokeRect(left + k * cell, q * cell, cell, cell);
        }
      }
      if (settings.codesOnMaps()) {
        g.setFill(palette.text());
        g.setFont(Font.font(Fonts.MONO, 13 * ui.theme().scale().get()));
        g.fillText("Mx", left + 5, 16 * ui.theme().scale().get());
      }
    }
  }

  /// A loss with its smoothed line, METHODS 2.15: exponential mean without the pull of its start.
  private static final class Curve extends Drawing {
    private static final int N = 220;
    private final Ui ui;

    Curve(Ui ui) {
      super(ui.theme());
      this.ui = ui;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
      var random = new Random(11);
      double[] raw = new double[N];
      for (int i = 0; i < N; i++) {
        double x = i / (double) N;
        raw[i] =
            0.12
                + 0.72 * Math.exp(-6 * x)
                + 0.05 * random.nextGaussian() * (0.5 + Math.exp(-3 * x));
      }
      g.setStroke(palette.hairline());
      g.setLineWidth(1);
      for (int i = 0; i <= 2; i++) {
        double y = Math.round(4 + (height - 8) * i / 2) + 0.5;
        g.strokeLine(0, y, width, y);
      }
      double thick = ui.theme().stroke();
      line(g, raw, palette.series(1).deriveColor(0, 1, 1, 0.26), thick, width, height);
      line(
          g,
          smooth(raw, ui.preferences().get().smoothing()),
          palette.series(1),
          2.2 * thick,
          width,
          height);
    }

    private static double[] smooth(double[] raw, double weight) {
      var out = new double[raw.length];
      double mean = 0, share = 0;
      for (int i = 0; i < raw.length; i++) {
        mean = weight * mean + (1 - weight) * raw[i];
        share = weight * share + (1 - weight);
        out[i] = mean / share;
      }
      return out;
    }

    private static void line(
        GraphicsContext g,
        double[] values,
        Color colour,
        double thick,
        double width,
        double height) {
      g.setStroke(colour);
      g.setLineWidth(thick);
      g.beginPath();
      for (int i = 0; i < values.length; i++) {
        double x = width * i / (values.length - 1),
            y = 4 + (height - 8) * (1 - Math.clamp(values[i], 0, 1));
        if (i == 0) g.moveTo(x, y);
        else g.lineTo(x, y);
      }
      g.stroke();
    }
  }
}

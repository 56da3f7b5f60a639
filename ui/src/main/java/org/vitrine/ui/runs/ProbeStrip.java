package org.vitrine.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.ArrayFile;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The probe sentences of a run: what the model says, since when it is right, and the last layer’s mean attention at every
/// captured step. Pictures are made off the window's thread, once a file.
final class ProbeStrip extends VBox {
  private static final int SIZE = 46;

  private final Ui ui;
  private final Words words;
  private final RunPageScreen screen;
  private final Map<String, WritableImage> pictures = new HashMap<>();
  private int shown = -1;

  ProbeStrip(Ui ui, RunPageScreen screen) {
    this.ui = ui;
    this.screen = screen;
    words = ui.wordsOf(ProbeStrip.class);
    Boxes.classes(this, "v-panel");
    Boxes.pad(this, 12, 22, 12, 22);
    Boxes.style(this, "-fx-spacing", Boxes.em(8));
  }

  void show(Run run) {
    Boxes.show(this, !run.captures().isEmpty());
    if (run.captures().size() == shown) return;
    shown = run.captures().size();
    getChildren()
        .setAll(
            Boxes.row(
                8,
                Icons.of(Feather.FILM),
                Labels.heading(words.get("probes")),
                Labels.caption(words.get("probes.text"))));
    for (int i = 0; i < run.recipe().probes().size(); i++) getChildren().add(row(run, i));
  }

  private Node row(Run run, int probe) {
    var asked = run.recipe().probes().get(probe);
    var captures = run.captures().stream().filter(c -> c.probe() == probe).toList();
    var said = Boxes.column(4, Labels.wrapped("“" + asked.text() + "”"));
    Boxes.width(said, 300);
    if (!captures.isEmpty()) {
      var answer = captures.getLast().answer();
      var chips = Boxes.row(8);
      answer.entrySet().stream()
          .findFirst()
          .ifPresent(best -> {
            boolean right = asked.label() == null || asked.label().equals(best.getKey());
            chips
                .getChildren()
                .add(
                    Badge.of(
                        best.getKey() + " " + "%.2f".formatted(best.getValue()),
                        right ? Tone.ACCENT : Tone.WARN));
          });
      long since = rightSince(captures, asked.label());
      if (since >= 0)
        chips
            .getChildren()
            .add(Badge.of(words.get("right", Numbers.count(since)), Tone.GOOD, Feather.CHECK));
      said.getChildren().add(chips);
    }
    var frames = Boxes.row(6);
    for (var capture : captures) frames.getChildren().add(frame(capture, asked.label()));
    var scroll = new ScrollPane(frames);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setHvalue(1);
    return Boxes.row(16, said, Boxes.grow(scroll));
  }

  /// The first step from which on every answer was right, −1 without one.
  static long rightSince(
      List<Run.Capture> captures, @org.jspecify.annotations.Nullable String label) {
    long since = -1;
    if (label == null) return since;
    for (var capture : captures) {
      boolean right =
          capture.answer().keySet().stream().findFirst().filter(label::equals).isPresent();
      since = right ? (since < 0 ? capture.step() : since) : -1;
    }
    return since;
  }

  private Node frame(Run.Capture capture, @org.jspecify.annotations.Nullable String label) {
    var picture = new ImageView();
    picture.setFitWidth(SIZE);
    picture.setFitHeight(SIZE);
    picture.setSmooth(false);
    var known = pictures.get(capture.file() + ui.theme().palette().get().dark());
    if (known != null) picture.setImage(known);
    else load(capture, picture);
    var best = capture.answer().entrySet().stream().findFirst();
    double share =
        label == null
            ? best.map(Map.Entry::getValue).orElse(0.0)
            : capture.answer().getOrDefault(label, 0.0);
    var bar = new Bar(ui.theme(), new Bar.Part(share, share >= 0.5 ? "accent-fill" : "series-2"));
    Boxes.width(bar, SIZE);
    Boxes.height(bar, 4);
    var cell =
        Boxes.column(
            3, picture, bar, Labels.of(Numbers.count(capture.step()), "v-mono", "v-caption"));
    cell.setOnMouseClicked(_ -> screen.look());
    return cell;
  }

  private void load(Run.Capture capture, ImageView into) {
    boolean dark = ui.theme().palette().get().dark();
    ui.latest()
        .run(
            "probe." + capture.file(),
            () -> picture(Path.of(capture.file()), dark),
            image -> {
              pictures.put(capture.file() + dark, image);
              into.setImage(image);
            },
            _ -> {}); // a capture that was deleted leaves its place empty
  }

  /// The last layer, mean over its heads, one pixel a weight.
  private static WritableImage picture(Path file, boolean dark) {
    var layers = new ArrayList<>(ArrayFile.names(file));
    layers.sort(
        java.util.Comparator.comparingInt(
            n -> Integer.parseInt(n.substring(n.lastIndexOf('.') + 1))));
    var values = ArrayFile.read(file, layers.getLast());
    int heads = values.shape().get(1).intValue(), tokens = values.shape().get(2).intValue();
    var colours = Ink.VIOLET.table(dark);
    var pixels = new int[tokens * tokens];
    for (int at = 0; at < pixels.length; at++) {
      double sum = 0;
      for (int head = 0; head < heads; head++) sum += values.values()[head * pixels.length + at];
      pixels[at] =
          colours[(int) Math.round(255 * Math.clamp(Scale.SQRT.shade(sum / heads, 1), 0, 1))];
    }
    var image = new WritableImage(tokens, tokens);
    image
        .getPixelWriter()
        .setPixels(0, 0, tokens, tokens, PixelFormat.getIntArgbInstance(), pixels, 0, tokens);
    return image;
  }
}

package org.vitrine.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Raster;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.session.ArrayFile;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Palette;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The probe sentences of a run: what the model says, since when it is right, and the attention of its last layer at every
/// captured step. Pictures are made off the window’s thread, once a file and head.
final class ProbeStrip extends VBox {
  private static final int SIZE = 44;
  private static final int FINE = 2 * SIZE; // sharp on fine screens
  private static final int MEAN = -1;

  private final Ui ui;
  private final Words words;
  private final RunPageScreen screen;
  private final Map<String, WritableImage> pictures = new HashMap<>();
  private final VBox rows = Boxes.column(7);
  private final DoubleProperty place = new SimpleDoubleProperty(1);
  private final ComboBox<Integer> heads = new ComboBox<>();
  private String shown = "";
  private @Nullable Run run;

  ProbeStrip(Ui ui, RunPageScreen screen) {
    this.ui = ui;
    this.screen = screen;
    words = ui.wordsOf(ProbeStrip.class);
    Boxes.classes(this, "v-foot");
    Boxes.pad(this, 12, 22, 12, 22);
    Boxes.style(this, "-fx-spacing", Boxes.em(8));
    heads.getItems().add(MEAN);
    heads.setValue(MEAN);
    heads.setConverter(new Named());
    heads.setAccessibleText(words.get("probes.head"));
    heads.valueProperty().addListener((_, _, _) -> build());
    var title = Labels.heading(words.get("probes"));
    title.setMinWidth(USE_PREF_SIZE);
    var explained = Labels.caption(words.get("probes.text"));
    explained.setTooltip(Buttons.tip(explained.getText()));
    var head = Boxes.row(8, Icons.of(Feather.FILM), title, explained, Boxes.spring(), heads);
    getChildren().setAll(head, rows);
    ui.theme().palette().addListener(new WeakChangeListener<>(onTheme));
  }

  private final ChangeListener<Palette> onTheme = (_, _, _) -> build();

  /// How the choice of a head reads: the mean, or its number from 1.
  private final class Named extends StringConverter<Integer> {
    @Override
    public String toString(@Nullable Integer head) {
      return head == null || head == MEAN
          ? words.get("probes.mean")
          : words.get("probes.one", head + 1);
    }

    @Override
    public Integer fromString(String text) {
      return MEAN;
    }
  }

  void show(Run run) {
    Boxes.show(this, !run.captures().isEmpty());
    var state = run.head().id() + run.captures().size() + "," + lastStep(run);
    this.run = run;
    if (state.equals(shown)) return;
    shown = state;
    build();
  }

  private static long lastStep(Run run) {
    return run.captures().isEmpty() ? -1 : run.captures().getLast().step();
  }

  private void build() {
    rows.getChildren().clear();
    if (run == null) return;
    int last = run.recipe().probes().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (i > 0) rows.getChildren().add(Boxes.rule());
      // one line of steps under all, as long as all were looked at in the same ones
      rows.getChildren().add(row(run, i, i == last || !steps(run, i).equals(steps(run, last))));
    }
  }

  private static List<Long> steps(Run run, int probe) {
    return run.captures().stream().filter(c -> c.probe() == probe).map(Run.Capture::step).toList();
  }

  private Node row(Run run, int probe, boolean numbered) {
    var asked = run.recipe().probes().get(probe);
    var captures = run.captures().stream().filter(c -> c.probe() == probe).toList();
    var said = Boxes.column(4, Labels.wrapped("“" + asked.text() + "”"));
    Boxes.width(said, 320);
    if (!captures.isEmpty()) said.getChildren().add(chips(captures, asked.label()));
    var frames = Boxes.row(8);
    for (var capture : captures) frames.getChildren().add(frame(capture, asked.label(), numbered));
    var scroll = new ScrollPane(frames);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setHbarPolicy(
        numbered ? ScrollPane.ScrollBarPolicy.AS_NEEDED : ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.hvalueProperty().bindBidirectional(place); // all rows show the same steps
    Boxes.classes(scroll, "v-frames");
    return Boxes.row(16, said, Boxes.grow(scroll));
  }

  private Node chips(List<Run.Capture> captures, @Nullable String label) {
    var chips = Boxes.row(8);
    captures.getLast().answer().entrySet().stream()
        .findFirst()
        .ifPresent(best -> {
          boolean right = label == null || label.equals(best.getKey());
          var text = best.getKey() + " " + String.format(Locale.ROOT, "%.2f", best.getValue());
          chips.getChildren().add(Badge.of(text, right ? Tone.ACCENT : Tone.WARN));
        });
    long since = rightSince(captures, label);
    var right = words.get("right", Numbers.count(Math.max(0, since)));
    if (since >= 0) chips.getChildren().add(iconed(right));
    return chips;
  }

  private static Node iconed(String text) {
    var label = Labels.of(text, "v-caption", "v-good");
    label.setGraphic(Icons.styled(Icons.tiny(Feather.CHECK), "v-good"));
    return label;
  }

  /// The first step from which on every answer was right, −1 without one.
  static long rightSince(List<Run.Capture> captures, @Nullable String label) {
    long since = -1;
    if (label == null) return since;
    for (var capture : captures) {
      boolean right =
          capture.answer().keySet().stream().findFirst().filter(label::equals).isPresent();
      since = right ? (since < 0 ? capture.step() : since) : -1;
    }
    return since;
  }

  private Node frame(Run.Capture capture, @Nullable String label, boolean numbered) {
    var picture = new ImageView();
    double size = SIZE * ui.theme().scale().get();
    picture.setFitWidth(size);
    picture.setFitHeight(size);
    var known = pictures.get(key(capture));
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
    var step = Labels.of(Numbers.count(capture.step()), "v-mono", "v-small", "v-muted");
    var cell = Boxes.column(3, new StackPane(picture), bar);
    if (numbered) cell.getChildren().add(step);
    cell.setAlignment(Pos.TOP_CENTER);
    Boxes.width(cell, SIZE);
    Boxes.classes(cell, "v-focusable");
    cell.setFocusTraversable(true);
    cell.setAccessibleRole(AccessibleRole.BUTTON);
    var said = best.map(b -> b.getKey() + " " + Numbers.percent(b.getValue())).orElse("");
    cell.setAccessibleText(words.get("probes.frame", Numbers.count(capture.step()), said));
    Tooltip.install(cell, Buttons.tip(cell.getAccessibleText()));
    cell.setCursor(Cursor.HAND);
    cell.setOnMouseClicked(_ -> screen.look(capture));
    cell.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER) screen.look(capture);
    });
    return cell;
  }

  private String key(Run.Capture capture) {
    return capture.file() + heads.getValue() + ui.theme().palette().get().dark();
  }

  private void load(Run.Capture capture, ImageView into) {
    boolean dark = ui.theme().palette().get().dark();
    int head = heads.getValue();
    var key = key(capture);
    ui.latest()
        .run(
            "probe." + key,
            () -> picture(Path.of(capture.file()), head, dark),
            made -> {
              pictures.put(key, made.image());
              into.setImage(made.image());
              for (int h = heads.getItems().size() - 1; h < made.heads(); h++)
                heads.getItems().add(h);
            },
            _ -> {}); // a capture that was deleted leaves its place empty
  }

  private record Made(WritableImage image, int heads) {}

  /// The last layer; a pixel shows the strongest of the weights under it.
  ///
  /// @param head −1 for the mean of all
  private static Made picture(Path file, int head, boolean dark) {
    var layers = new ArrayList<>(ArrayFile.names(file));
    layers.removeIf(name -> !name.startsWith("attentions."));
    layers.sort(
        Comparator.comparingInt(n -> Integer.parseInt(n.substring(n.lastIndexOf('.') + 1))));
    var values = ArrayFile.read(file, layers.getLast());
    int heads = values.shape().get(1).intValue(), tokens = values.shape().get(2).intValue();
    int cells = tokens * tokens, from = Math.max(0, head), to = head < 0 ? heads : head + 1;
    var mean = new float[cells];
    for (int h = from; h < to; h++)
      for (int at = 0; at < cells; at++) mean[at] += values.values()[h * cells + at] / (to - from);
    var map = new HeadMap(mean, 0, Visible.of(tokens, false));
    var colours = Ink.VIOLET.table(dark);
    var pixels = new Raster(map, Scale.SQRT, colours, colours[0]).pixels(FINE, FINE);
    var image = new WritableImage(FINE, FINE);
    image
        .getPixelWriter()
        .setPixels(0, 0, FINE, FINE, PixelFormat.getIntArgbInstance(), pixels, 0, FINE);
    return new Made(image, heads);
  }
}

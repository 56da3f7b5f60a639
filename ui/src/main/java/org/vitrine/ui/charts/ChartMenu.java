package org.vitrine.ui.charts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Disk;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Toasts;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;

/// What a chart offers on a right click or the menu key: copy it, or save it as a picture, a drawing or a table.
public final class ChartMenu {
  private final LossChart chart;
  private final Words words;
  private final Latest latest;
  private final Toasts toasts;
  private final String name;

  private ChartMenu(LossChart chart, String name, Words words, Latest latest, Toasts toasts) {
    this.chart = chart;
    this.name = name;
    this.words = words.of(ChartMenu.class);
    this.latest = latest;
    this.toasts = toasts;
  }

  /// @param name what the file is called before its ending
  public static void on(LossChart chart, String name, Words words, Latest latest, Toasts toasts) {
    var made = new ChartMenu(chart, name, words, latest, toasts);
    var menu =
        new ContextMenu(
            made.item("chart.copy", Feather.COPY, made::copy),
            made.item("chart.png", Feather.IMAGE, () -> made.save(".png", made::png)),
            made.item("chart.svg", Feather.PEN_TOOL, () -> made.save(".svg", made::svg)),
            made.item("chart.csv", Feather.FILE_TEXT, () -> made.save(".csv", made::csv)));
    chart.setOnContextMenuRequested(e -> {
      menu.show(chart, e.getScreenX(), e.getScreenY());
      e.consume();
    });
  }

  private MenuItem item(String key, Feather icon, Runnable work) {
    var item = new MenuItem(words.get(key), Icons.of(icon));
    item.setOnAction(_ -> work.run());
    return item;
  }

  private void copy() {
    var content = new ClipboardContent();
    content.putImage(chart.image());
    content.putString(chart.csv());
    Clipboard.getSystemClipboard().setContent(content);
    toasts.say(Tone.GOOD, words.get("chart.copied"));
  }

  /// @param content made on the window's thread; gives the bytes off it
  private void save(String ending, Supplier<Supplier<byte[]>> content) {
    var chooser = new FileChooser();
    chooser.setInitialFileName(name.replaceAll("[^\\p{L}\\p{N}._-]", "-") + ending);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(ending, "*" + ending));
    var file = chooser.showSaveDialog(chart.getScene().getWindow());
    if (file == null) return;
    var bytes = content.get();
    latest.run(
        "chart.save",
        () -> {
          Disk.appear(file.toPath(), beside -> Files.write(beside, bytes.get()));
          return file.getName();
        },
        saved -> toasts.say(Tone.GOOD, words.get("chart.saved", saved)),
        problem -> toasts.say(Tone.BAD, problem.sentence(words.locale())));
  }

  private Supplier<byte[]> png() {
    WritableImage image = chart.image();
    return () -> {
      var out = new ByteArrayOutputStream();
      try {
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", out);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // memory does not fail to write
      }
      return out.toByteArray();
    };
  }

  private Supplier<byte[]> svg() {
    var text = chart.svg();
    return () -> text.getBytes(StandardCharsets.UTF_8);
  }

  private Supplier<byte[]> csv() {
    var text = chart.csv();
    return () -> text.getBytes(StandardCharsets.UTF_8);
  }
}

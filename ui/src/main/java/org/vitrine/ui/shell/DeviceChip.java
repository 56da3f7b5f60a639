package org.vitrine.ui.shell;

import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The device that is used: name and memory; opens what else there is.
final class DeviceChip extends Button {
  private final Ui ui;
  private final Words words;
  private final Label name = Labels.of("", "v-caption", "v-strong");
  private final Label memory = Labels.of("", "v-mono", "v-caption", "v-muted");
  private final Bar bar;
  private @Nullable Popup popup;

  DeviceChip(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(DeviceChip.class);
    bar = Boxes.width(new Bar(ui.theme()), 44);
    memory.setMinWidth(USE_PREF_SIZE);
    name.setMinWidth(USE_PREF_SIZE);
    setGraphic(Boxes.row(8, Icons.styled(Icons.of(Feather.CPU), "v-muted"), name, bar, memory));
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    getStyleClass().add("v-top-chip");
    setOnAction(_ -> open());
    // with very large text in a small window the name has to do
    sceneProperty()
        .flatMap(Scene::widthProperty)
        .subscribe(w -> {
          if (w == null) return;
          boolean room = w.doubleValue() > 1000 * ui.theme().scale().get();
          Boxes.show(memory, room);
          Boxes.show(bar, room);
        });
    Live.follow(this, ui.machine().report(), _ -> show());
    Live.follow(this, ui.preferences().property(), _ -> show());
  }

  private void show() {
    var device = ui.machine().device(ui.preferences().get().device());
    Boxes.show(this, device.isPresent());
    device.ifPresent(d -> {
      name.setText(label(d));
      long used = d.memory() - d.free();
      bar.show(new Bar.Part(d.memory() == 0 ? 0 : used / (double) d.memory(), "accent"));
      memory.setText(used(d));
      setAccessibleText(words.get("device.chip", label(d), used(d)));
    });
  }

  /// Without the maker's name: RTX 4070.
  private String label(DeviceInfo device) {
    if (device.id().equals("cpu")) return words.get("device.cores", device.cores());
    return device.name().replaceFirst("^NVIDIA (GeForce )?", "");
  }

  private static String used(DeviceInfo d) {
    if (d.memory() == 0) return "";
    double unit = 1 << 30;
    return String.format(
        java.util.Locale.ROOT, "%.1f / %.1f GB", (d.memory() - d.free()) / unit, d.memory() / unit);
  }

  private void open() {
    ui.machine().look();
    if (popup != null && popup.isShowing()) {
      popup.hide();
      return;
    }
    var report = ui.machine().report().get();
    if (report == null) return;
    var box = new VBox(Labels.heading(words.get("device.all")));
    box.getStyleClass().addAll("v-float", "v-popover");
    var chosen =
        ui.machine().device(ui.preferences().get().device()).map(DeviceInfo::id).orElse("");
    for (var device : report.devices())
      box.getChildren().add(row(device, device.id().equals(chosen)));
    var running = ui.feed().alive();
    running.ifPresent(run ->
        box.getChildren()
            .add(Labels.wrapped(words.get("device.used", run.name()), "v-caption", "v-muted")));
    box.getChildren()
        .addAll(
            Boxes.rule(),
            Buttons.quiet(
                words.get("device.settings"),
                Feather.SETTINGS,
                () -> {
                  hide();
                  ui.go(new Route.Settings("device"));
                }));
    var made = new Popup();
    made.setAutoHide(true);
    made.getContent().add(box);
    popup = made;
    Bounds at = localToScreen(getBoundsInLocal());
    made.show(this, at.getMinX() - 40, at.getMaxY() + 6);
  }

  /// Driver, load and temperature of a card, as far as they are told.
  private String card(DeviceInfo device) {
    var parts = new java.util.ArrayList<String>();
    if (!device.driver().isEmpty()) parts.add(words.get("device.driver", device.driver()));
    if (device.utilisation() != null) parts.add(words.get("device.busy", device.utilisation()));
    if (device.temperature() != null) parts.add(words.get("device.warm", device.temperature()));
    return String.join(" · ", parts);
  }

  private void hide() {
    if (popup != null) popup.hide();
  }

  private VBox row(DeviceInfo device, boolean chosen) {
    var title =
        Labels.of(
            device.id().equals("cpu") ? words.get("device.cores", device.cores()) : device.name(),
            chosen ? "v-strong" : "v-body");
    var line =
        Boxes.row(
            8,
            Icons.of(chosen ? Feather.CHECK : Feather.CPU, chosen ? Tone.GOOD : Tone.NEUTRAL),
            title,
            Boxes.spring(),
            Labels.of(used(device), "v-mono", "v-caption"));
    double share =
        device.memory() == 0 ? 0 : (device.memory() - device.free()) / (double) device.memory();
    var all = Boxes.column(4, line, new Bar(ui.theme(), new Bar.Part(share, "accent")));
    var card = card(device);
    if (!card.isEmpty()) all.getChildren().add(Labels.of(card, "v-caption", "v-muted"));
    if (!chosen) {
      all.getChildren()
          .add(
              Boxes.classes(
                  Buttons.link(
                      words.get("device.use"),
                      () -> {
                        ui.preferences().set("device", device.id());
                        hide();
                      }),
                  "v-caption"));
    }
    return all;
  }
}

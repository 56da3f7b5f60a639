package org.vitrine.ui.settings;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Sections that tell instead of ask: keys, what this computer has, where files lie, versions.
final class Facts {
  private final Ui ui;
  private final Words words;

  Facts(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(Facts.class);
  }

  /// What stands below the settings of a section.
  List<Node> of(String section) {
    return switch (section) {
      case "device" -> List.of(machine());
      case "folders" -> List.of(places());
      case "network" -> List.of(network());
      case "keyboard" -> List.of(keys());
      case "about" -> List.of(about());
      default -> List.of();
    };
  }

  private Node keys() {
    var list = new VBox();
    for (var action : ui.actions().all()) {
      if (action.key() == null || action.group() == Action.Group.EXPLAIN) continue;
      list.getChildren()
          .addAll(
              Boxes.pad(
                  Boxes.row(
                      8, Labels.body(action.name()), Boxes.spring(), Badge.key(action.keyText())),
                  7,
                  0,
                  7,
                  0),
              Boxes.rule());
    }
    return list;
  }

  private Node machine() {
    var box = Boxes.column(12);
    Live.follow(
        box,
        ui.machine().report(),
        report -> {
          box.getChildren().clear();
          if (report == null) box.getChildren().add(new Waiting(words.get("machine.asking")));
          else machine(report, box);
        });
    return Boxes.pad(box, 14, 0, 0, 0);
  }

  private void machine(DoctorReport report, VBox box) {
    for (var device : report.devices()) {
      var name =
          device.id().equals("cpu") ? words.get("device.cores", device.cores()) : device.name();
      double share =
          device.memory() == 0 ? 0 : (device.memory() - device.free()) / (double) device.memory();
      var free =
          device.memory() == 0
              ? ""
              : words.get("machine.free", words.bytes(device.free()), words.bytes(device.memory()));
      var told = Labels.caption(card(device));
      Boxes.show(told, !told.getText().isEmpty());
      box.getChildren()
          .add(
              new Card(
                  Boxes.row(
                      8,
                      Icons.of(Feather.CPU, Tone.NEUTRAL),
                      Labels.strong(name),
                      Labels.of(device.id(), "v-mono", "v-caption", "v-muted"),
                      Boxes.spring(),
                      Labels.of(free, "v-mono", "v-caption")),
                  told,
                  new Bar(ui.theme(), new Bar.Part(share, "accent"))));
    }
    for (var finding : report.findings()) {
      var label = Labels.wrapped(finding.what().sentence(words.locale()), "v-caption");
      box.getChildren()
          .add(
              Boxes.row(
                  8,
                  Icons.of(
                      finding.good() ? Feather.CHECK : Feather.ALERT_TRIANGLE,
                      finding.good() ? Tone.GOOD : Tone.WARN),
                  Boxes.grow(label)));
    }
  }

  /// Driver, load and temperature of a card, as far as they are told; for the processor nothing.
  private String card(DoctorReport.DeviceInfo device) {
    var parts = new java.util.ArrayList<String>();
    if (!device.driver().isEmpty()) parts.add(words.get("machine.driver", device.driver()));
    if (device.utilisation() != null) parts.add(words.get("machine.busy", device.utilisation()));
    if (device.temperature() != null) parts.add(words.get("machine.warm", device.temperature()));
    return String.join(" · ", parts);
  }

  private Node places() {
    var box = Boxes.column(8);
    Live.follow(
        box,
        ui.machine().report(),
        report -> {
          box.getChildren().setAll(place("home", ui.workbench().home().root().toString()));
          if (report == null) return;
          box.getChildren().add(place("engine", report.engineFolder()));
          box.getChildren().add(place("disk", words.bytes(report.diskFree())));
        });
    return Boxes.pad(box, 12, 0, 0, 0);
  }

  /// What this version uses the network for: an engine that somebody agrees to, and none of the other things that a user might
  /// expect.
  private Node network() {
    var box = Boxes.column(10);
    Live.follow(box, ui.preferences().property(), _ -> network(box));
    return Boxes.pad(box, 12, 0, 0, 0);
  }

  private void network(VBox box) {
    box.getChildren().clear();
    for (var use : List.of("engines", "models", "updates", "reports")) {
      var text = Labels.wrapped(words.get("network." + use + ".text"), "v-caption", "v-muted");
      var said = Boxes.column(2, Labels.strong(words.get("network." + use)), text);
      boolean asks = use.equals("engines") && ui.preferences().get().network().equals("ask");
      var when =
          asks
              ? Badge.of(words.get("network.ask"), Tone.NEUTRAL)
              : Badge.of(words.get("network.never"), Tone.GOOD, Feather.CHECK);
      when.setMinWidth(Region.USE_PREF_SIZE);
      box.getChildren().addAll(Boxes.row(12, Boxes.grow(said), when), Boxes.rule());
    }
  }

  private Node place(String key, String value) {
    var text = Labels.wrapped(value, "v-mono", "v-caption");
    return Boxes.row(
        12, Boxes.width(Labels.strong(words.get("place." + key)), 150), Boxes.grow(text));
  }

  private Node about() {
    var box = Boxes.column(8);
    Live.follow(
        box,
        ui.machine().report(),
        report -> {
          box.getChildren().clear();
          if (report == null) return;
          report.versions().entrySet().stream()
              .sorted(java.util.Map.Entry.comparingByKey())
              .forEach(v -> box.getChildren().add(version(v.getKey(), v.getValue())));
          var copy =
              Buttons.plain(
                  words.get("diagnostics"),
                  Feather.COPY,
                  () -> {
                    ProblemBox.copy(SettingsModel.diagnostics(report));
                    ui.toasts().say(Tone.GOOD, words.get("diagnostics.done"));
                  });
          box.getChildren()
              .addAll(
                  Boxes.pad(new VBox(copy), 14, 0, 0, 0),
                  Labels.wrapped(words.get("diagnostics.text"), "v-caption", "v-muted"));
        });
    return Boxes.pad(box, 12, 0, 0, 0);
  }

  private Node version(String name, String value) {
    var key = "version." + name.toLowerCase(Locale.ROOT);
    return Boxes.row(
        12,
        Boxes.width(Labels.strong(words.has(key) ? words.get(key) : name), 150),
        Boxes.classes(Labels.mono(value), "v-caption"));
  }
}

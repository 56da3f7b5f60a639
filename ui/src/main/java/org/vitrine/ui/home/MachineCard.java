package org.vitrine.ui.home;

import java.util.Locale;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.DoctorReport.DeviceInfo;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// What this computer has, and in words what that is enough for.
final class MachineCard extends Card {
  /// A computer without a graphics card has nothing wrong with it.
  private static final String NO_CARD = "device.gpu.card";

  private final Ui ui;
  private final Words words;

  MachineCard(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(MachineCard.class);
    Live.follow(this, ui.machine().report(), this::show);
    Live.follow(this, ui.preferences().property(), _ -> show(ui.machine().report().get()));
  }

  private void show(@Nullable DoctorReport report) {
    getChildren().setAll(Labels.heading(words.get("machine")));
    if (report == null) {
      getChildren().add(new Waiting(words.get("machine.asking")));
      return;
    }
    for (var device : report.devices()) getChildren().add(row(device));
    var used = ui.machine().device(ui.preferences().get().device());
    used.filter(d -> d.memory() > 0).ifPresent(d -> getChildren().addAll(Boxes.rule(), enough(d)));
    report.findings().stream()
        .filter(f -> !f.good() && !f.what().key().equals(NO_CARD))
        .limit(2)
        .forEach(f ->
            getChildren()
                .add(Labels.wrapped(f.what().sentence(words.locale()), "v-caption", "v-warn")));
  }

  private Node row(DeviceInfo device) {
    var name =
        device.id().equals("cpu") ? words.get("machine.cores", device.cores()) : device.name();
    var label = Labels.of(name, "v-caption");
    return Boxes.row(
        9,
        Icons.styled(Icons.of(Feather.CPU), "v-muted"),
        label,
        Boxes.spring(),
        Labels.of(device.memory() == 0 ? "" : words.bytes(device.memory()), "v-mono", "v-caption"));
  }

  private Node enough(DeviceInfo device) {
    var text =
        words.get(
            "machine.enough",
            billions(running(device.memory())),
            billions(tuning(device.memory())));
    var flow = Rich.text(text, "v-caption");
    return flow;
  }

  private String billions(double parameters) {
    return words.about(Double.parseDouble(String.format(Locale.ROOT, "%.1e", parameters)));
  }

  /// METHODS 4.1, running: 4 bytes a weight in float32, × 1.1; a fifth of the memory is left to others.
  static double running(long memory) {
    return 0.8 * memory / (4 * 1.1);
  }

  /// METHODS 4.1, tuning everything with AdamW: 4 for the weight and 4 + 8 for what learns it, × 1.1; of the memory three
  /// fifths, for activations take their part.
  static double tuning(long memory) {
    return 0.6 * memory / (16 * 1.1);
  }
}

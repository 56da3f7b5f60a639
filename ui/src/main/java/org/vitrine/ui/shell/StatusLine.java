package org.vitrine.ui.shell;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Disk;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Status;
import org.vitrine.ui.nav.Ui;

/// Bottom line: what happens now at the left; network, store and version at the right.
final class StatusLine extends HBox {
  private final Ui ui;
  private final Words words;
  private final Label training = Labels.caption("");
  private final Label left = Labels.caption("");
  private final Label store = Labels.caption("");
  private final Label version = Labels.of("", "v-mono", "v-caption", "v-muted");
  private long bytes = -1;

  StatusLine(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(StatusLine.class);
    getStyleClass().add("v-status");
    var network = Labels.caption(words.get("status.offline"));
    network.setGraphic(Icons.styled(Icons.tiny(Feather.WIFI_OFF), "v-muted"));
    store.setGraphic(Icons.styled(Icons.tiny(Feather.DATABASE), "v-muted"));
    for (var label : new Label[] {store, version}) label.setMinWidth(Label.USE_PREF_SIZE);
    for (var label : new Label[] {training, left, network}) {
      label.setMinWidth(20);
      var whole = Buttons.tip(""); // in a narrow window they are cut
      whole.textProperty().bind(label.textProperty());
      label.setTooltip(whole);
    }
    training.setGraphic(Icons.styled(Icons.tiny(Feather.LOADER), "v-accent"));
    getChildren().addAll(training, left, Boxes.spring(), network, store, version);
    Live.follow(this, ui.status().line(), this::say);
    Live.follow(this, ui.feed().runs(), this::count);
    Live.follow(
        this,
        ui.machine().report(),
        report ->
            version.setText(report == null ? "" : report.versions().getOrDefault("vitrine", "")));
    measure();
  }

  private void say(Status.Line line) {
    left.setText(line.text());
    left.setGraphic(
        line.text().isEmpty() || line.tone() == Tone.NEUTRAL
            ? null
            : Icons.styled(Icons.tiny(line.tone().icon()), line.tone().style()));
    if (line.text().isEmpty()) left.setText(words.get("status.ready"));
  }

  private void measure() {
    ui.latest()
        .run(
            "home-size",
            () -> Disk.size(ui.workbench().home().root()),
            size -> {
              bytes = size;
              count();
            },
            _ -> {});
  }

  private void count() {
    var going =
        ui.feed().alive().filter(r -> r.status() == RunStatus.RUNNING && r.totalSteps() > 0);
    Boxes.show(training, going.isPresent());
    going.ifPresent(r ->
        training.setText(
            words.get(
                "status.training",
                r.name(),
                Numbers.count(r.step()),
                Numbers.count(r.totalSteps()))));
    int runs = ui.feed().runs().size();
    var text = words.get("status.runs", runs);
    store.setText(bytes < 0 ? text : text + " · " + words.bytes(bytes));
  }
}

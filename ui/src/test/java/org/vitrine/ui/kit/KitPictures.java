package org.vitrine.ui.kit;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.Screenshots;

/// The gallery of controls, in both languages and themes.
class KitPictures {
  @Test
  void gallery() {
    Screenshots.of("00-kit", KitPictures::page);
    Screenshots.large("00-kit", 150, KitPictures::page);
  }

  private static Parent page(Ui ui) {
    var words = ui.words();
    Runnable nothing = () -> {};
    var head =
        new PageHead(
            "bert-base-uncased",
            new javafx.scene.Node[] {
              Badge.of("all tensors used", Tone.GOOD, Feather.CHECK), Badge.tag("sst2")
            },
            Buttons.plain("Open folder", Feather.FOLDER, nothing),
            Buttons.primary("Tune…", Feather.BAR_CHART_2, nothing),
            Buttons.danger("Stop…", Feather.SQUARE, nothing),
            Buttons.quiet("Hide", null, nothing),
            Buttons.icon(Feather.MOON, "Dark", nothing));
    var combo = new ComboBox<String>();
    combo.getItems().addAll("Everything", "Head only");
    combo.getSelectionModel().selectFirst();
    var field = new Field("epochs");
    field.input().setText("3");
    var wrong = new Field("texts");
    wrong.input().setText("256");
    var bad = new FormRow("Batch size", wrong, "");
    bad.wrong(
        new Problem("train.range", "per_device_train_batch_size", 256),
        words,
        Buttons.repair("Use 128, gather 2 batches", nothing));
    var toggle = new ToggleSwitch();
    var chip = new ToggleButton("All");
    chip.getStyleClass().add("v-chip");
    chip.setSelected(true);
    var han = Labels.body("片子节奏是慢了些，结尾却安静得让人落泪。");
    var left =
        Boxes.column(
            14,
            Rich.text(
                "Reads up to **512 tokens** of lower-cased English, through **12 layers of 12 heads**; `bert.encoder`."),
            Card.of(
                "Layers",
                new javafx.scene.Node[] {Labels.caption("share of parameters")},
                Boxes.width(
                    new Bar(
                        ui.theme(), new Bar.Part(0.3, "series-1"), new Bar.Part(0.2, "series-2")),
                    200),
                Boxes.height(
                    Boxes.width(
                        new Sparkline(ui.theme(), List.of(3.0, 2.0, 1.5, 1.2, 1.3, 1.1)), 90),
                    30),
                han,
                Labels.mono("bert.encoder.layer.0.attention.self.query.weight")),
            new FormRow(
                "What learns", combo, "“Head only” is fastest, “Everything” usually scores best."),
            new FormRow("Passes over the data", field, "One pass reads all 67,349 texts."),
            bad,
            Boxes.row(
                12,
                new Segments<>("light")
                    .with("light", "Light", Feather.SUN)
                    .with("dark", "Dark", Feather.MOON)
                    .with("system", "System"),
                toggle,
                new Slider(0, 1, 0.6),
                chip,
                Badge.key("Ctrl K")));
    var right =
        Boxes.column(
            14,
            new Banner(
                Tone.ACCENT,
                Feather.SAVE,
                "Nothing is lost: sst2-bert-base stopped at step 3,702.",
                "Going on repeats 19 steps and then gives the same numbers.",
                Buttons.primary("Go on from 3,683", Feather.PLAY, nothing),
                Buttons.plain("Keep as it is", null, nothing)),
            new ProblemBox(
                words,
                new Problem("base.read", "model.safetensors", "it ends too early"),
                Tone.BAD,
                Buttons.primary("Choose a folder", Feather.FOLDER, nothing)),
            new Card(
                new Empty(
                    Feather.FILTER,
                    "No run matches",
                    "Without the second filter there are 4.",
                    Buttons.primary("Clear all", null, nothing))),
            new Waiting("Opening", Buttons.plain(words.get("cancel"), null, nothing)));
    var page = Boxes.column(16, head, Boxes.row(20, Boxes.grow(left), Boxes.width(right, 500)));
    page.getStyleClass().add("v-page");
    return Boxes.scroll(page);
  }
}

package org.vitrine.ui.training;

import java.util.stream.Collectors;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// What the run will do besides learning, and the button that starts it; while it is off, its reason stands above.
final class StartBox extends VBox {
  private final TrainModel model;
  private final Words words;
  private final VBox notes = Boxes.column(4);
  private final VBox reasons = Boxes.column(4);
  private final javafx.scene.control.Button start;

  StartBox(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    start =
        Boxes.classes(
            Buttons.primary(words.get("start"), Feather.PLAY, () -> TrainScreen.start(ui, model)),
            "v-large-button");
    start.setMaxWidth(Double.MAX_VALUE);
    start.setTooltip(Buttons.tip(words.get("start") + "  Ctrl+Enter"));
    Boxes.style(this, "-fx-spacing", Boxes.em(10));
    getChildren().addAll(new Card(notes), reasons, start);
    Live.follow(this, model.recipe(), _ -> notes());
    Live.follow(this, model.report(), _ -> notes());
    Live.follow(this, model.faults(), _ -> reasons());
  }

  private void notes() {
    var a = model.recipe().get().arguments();
    var saves =
        words.get("saves." + a.saveStrategy(), words.count(a.saveSteps()), a.saveTotalLimit());
    notes
        .getChildren()
        .setAll(fact("saves", saves), fact("interrupted", words.get("interrupted.text")));
    var plan = model.report().get();
    if (plan == null) return;
    for (var note : plan.notes())
      notes
          .getChildren()
          .add(Labels.wrapped(note.sentence(words.locale()), "v-caption", "v-muted"));
  }

  private javafx.scene.Node fact(String key, String text) {
    return Boxes.row(
        10, Boxes.width(Labels.caption(words.get(key)), 90), Labels.wrapped(text, "v-caption"));
  }

  private void reasons() {
    var faults = model.faults().get();
    start.setDisable(!model.canStart());
    reasons.getChildren().clear();
    var named =
        faults.stream()
            .map(Fault::setting)
            .distinct()
            .map(this::name)
            .collect(Collectors.joining(words.chinese() ? "、" : ", "));
    if (!faults.isEmpty())
      add(
          words.get("reason", faults.stream().map(Fault::setting).distinct().count(), named),
          Tone.BAD);
    else if (model.report().get() == null) add(words.get("planning"), Tone.NEUTRAL);
    for (var fault : Fault.at(faults, "plan"))
      reasons.getChildren().add(SettingRows.sentence(words, fault, model));
  }

  private void add(String text, Tone tone) {
    var label = Labels.wrapped(text, "v-caption", tone.style());
    label.setGraphic(Boxes.classes(Icons.tiny(tone.icon()), tone.style()));
    reasons.getChildren().add(label);
  }

  private String name(String setting) {
    var key = "set." + setting;
    return words.has(key) ? words.get(key) : words.has(setting) ? words.get(setting) : setting;
  }
}

package org.vitrine.ui.training;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
  private final Button start;
  private final Button queue;
  private final Consumer<String> jump;
  private final Consumer<Fault> mend;

  /// @param jump leads to the setting of this name; `mend` does what a fault offers
  StartBox(Ui ui, TrainModel model, Consumer<String> jump, Consumer<Fault> mend) {
    this.model = model;
    this.jump = jump;
    this.mend = mend;
    words = ui.wordsOf(TrainScreen.class);
    start =
        Boxes.classes(
            Buttons.primary(words.get("start"), Feather.PLAY, () -> TrainScreen.start(ui, model)),
            "v-large-button");
    start.setMaxWidth(Double.MAX_VALUE);
    start.setTooltip(Buttons.tip(words.get("start") + "  Ctrl+Enter"));
    Boxes.style(this, "-fx-spacing", Boxes.em(10));
    queue =
        Boxes.classes(
            Buttons.plain(words.get("queue"), Feather.CLOCK, () -> TrainScreen.queue(ui, model)),
            "v-large-button");
    queue.setTooltip(Buttons.tip(words.get("queue.tip")));
    queue.setMaxWidth(Double.MAX_VALUE);
    var both = Boxes.row(10, Boxes.grow(queue), Boxes.grow(start));
    both.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(new Card(notes), reasons, both);
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

  private Node fact(String key, String text) {
    return Boxes.row(
        10, Boxes.width(Labels.caption(words.get(key)), 90), Labels.wrapped(text, "v-caption"));
  }

  private void reasons() {
    var faults = model.faults().get();
    start.setDisable(!model.canStart());
    queue.setDisable(!model.canStart());
    reasons.getChildren().clear();
    var stopping = faults.stream().filter(Fault::stops).toList();
    if (stopping.isEmpty() && model.report().get() == null)
      add(words.get("planning"), Tone.NEUTRAL);
    if (!stopping.isEmpty()) {
      var named =
          stopping.stream()
              .map(Fault::setting)
              .distinct()
              .map(this::name)
              .collect(Collectors.joining(words.chinese() ? "、" : ", "));
      add(
          words.get("reason", stopping.stream().map(Fault::setting).distinct().count(), named),
          Tone.BAD);
    }
    for (var fault : faults) {
      if (!fault.stops())
        add(fault.problem().sentence(words.locale()) + " " + words.get("risky"), Tone.WARN);
      else if (fault.setting().equals("plan"))
        reasons.getChildren().add(Repairs.sentence(words, fault, model));
      else reasons.getChildren().add(way(fault));
    }
  }

  /// The button that mends a fault, or leads to where it can be mended.
  private Node way(Fault fault) {
    if (!fault.repair().isEmpty())
      return Buttons.repair(Repairs.name(words, fault), () -> mend.accept(fault));
    return Buttons.repair(
        words.get("go.to", name(fault.setting())), () -> jump.accept(fault.setting()));
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

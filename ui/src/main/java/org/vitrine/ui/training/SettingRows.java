package org.vitrine.ui.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.FormRow;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The settings in three columns: name, control, and a sentence made from this data and model, or what is wrong.
final class SettingRows extends VBox {
  private final TrainModel model;
  private final Words words;
  private final Sentences sentences;
  private final Map<String, FormRow> rows = new LinkedHashMap<>();
  private final Map<String, Node> controls = new LinkedHashMap<>();
  private boolean filling;

  SettingRows(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    sentences = new Sentences(words, model);
    var first = new VBox();
    var rest = new VBox();
    for (var setting : Setting.ALL) {
      var control = control(setting);
      controls.put(setting.name(), control);
      var row = new FormRow(words.get("set." + setting.name()), control, "");
      rows.put(setting.name(), row);
      (setting.more() ? rest : first).getChildren().addAll(Boxes.rule(), row);
    }
    Button unfold =
        Buttons.quiet(
            words.get("more"), Feather.CHEVRON_RIGHT, () -> model.more().set(!model.more().get()));
    var summary = Labels.caption(words.get("more.text"));
    summary.setMinWidth(0);
    Live.follow(
        rest,
        model.more(),
        on -> {
          Boxes.show(rest, on);
          unfold.setGraphic(Icons.of(on ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        });
    getChildren().addAll(first, Boxes.rule(), Boxes.row(4, unfold, summary), rest);
    Live.follow(this, model.recipe(), _ -> fill());
    Live.follow(this, model.report(), _ -> say());
    Live.follow(this, model.faults(), _ -> say());
    Live.follow(this, model.devices(), this::fill);
  }

  private Node control(Setting setting) {
    var tip = Buttons.tip(words.get("tip", setting.name()));
    Node control;
    if (!setting.choices().isEmpty() || setting.name().equals("device")) control = choice(setting);
    else {
      var unit = "unit." + setting.name();
      var field = new Field(words.has(unit) ? words.get(unit) : "");
      field
          .input()
          .setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN)
              step(setting, field.input(), e.getCode() == KeyCode.UP ? 1 : -1);
          });
      field
          .input()
          .textProperty()
          .subscribe((_, now) -> {
            if (!filling) model.set(setting.name(), now);
          });
      field.input().setAccessibleText(words.get("set." + setting.name()));
      field.input().setTooltip(tip);
      return field;
    }
    javafx.scene.control.Tooltip.install(control, tip);
    return control;
  }

  private void step(Setting setting, TextField input, int by) {
    try {
      double next = Setting.step(Double.parseDouble(input.getText().strip()), by);
      boolean whole = next >= 1 && !setting.name().equals("learning_rate");
      input.setText(
          whole
              ? Long.toString(Math.round(next))
              : org.vitrine.ui.kit.Numbers.compact(next).replace('−', '-'));
      input.selectAll();
    } catch (NumberFormatException _) {
      // what is no number cannot be stepped
    }
  }

  private ComboBox<String> choice(Setting setting) {
    var box = new ComboBox<String>();
    box.getItems().setAll(setting.choices());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String value) {
            if (value == null) return "";
            if (setting.isSwitch()) return words.get("switch." + value);
            var key = "choice." + setting.name() + "." + value.replace(':', '-');
            return words.has(key) ? words.get(key) : value;
          }

          @Override
          public @Nullable String fromString(String text) {
            return null;
          }
        });
    box.valueProperty()
        .subscribe((_, now) -> {
          if (!filling && now != null) model.set(setting.name(), now);
        });
    box.setAccessibleText(words.get("set." + setting.name()));
    return box;
  }

  @SuppressWarnings("unchecked")
  private void fill() {
    filling = true;
    var recipe = model.recipe().get();
    for (var setting : Setting.ALL) {
      var row = rows.get(setting.name());
      var control = controls.get(setting.name());
      if (row != null) Boxes.show(row, setting.fits(recipe));
      var value = setting.of(recipe);
      if (control instanceof Field field) {
        if (!field.input().isFocused() && !field.text().equals(value)) field.input().setText(value);
      } else if (control instanceof ComboBox<?> box) {
        var choices = (ComboBox<String>) box;
        if (setting.name().equals("device")) {
          var all = new java.util.ArrayList<>(List.of("auto"));
          model.devices().forEach(d -> all.add(d.id()));
          if (!choices.getItems().equals(all)) choices.getItems().setAll(all);
        }
        if (!choices.getItems().contains(value)) choices.getItems().add(value);
        choices.setValue(value);
      }
    }
    filling = false;
    say();
  }

  private void say() {
    var faults = model.faults().get();
    var differing = model.differing();
    rows.forEach((name, row) -> {
      var mine = Fault.at(faults, name);
      if (!mine.isEmpty()) {
        var fault = mine.getFirst();
        row.wrong(
            fault.problem(),
            words,
            fault.repair().isEmpty()
                ? null
                : Buttons.repair(repairName(words, fault), () -> mend(fault)));
      } else {
        var was =
            differing.contains(name)
                ? " " + words.get("differs", sentences.value(name, model.presetValue(name)))
                : "";
        row.say(sentences.of(name) + was);
      }
    });
  }

  private void mend(Fault fault) {
    // the field that has the focus keeps what is typed; a repair is not typed
    requestFocus();
    model.repair(fault);
    fill();
  }

  static String repairName(Words words, Fault fault) {
    var gather = fault.repair().get("gradient_accumulation_steps");
    var batch = fault.repair().get("per_device_train_batch_size");
    if (gather != null && batch != null) return words.get("repair.gather", batch, gather);
    return words.get("repair", fault.repair().values().iterator().next());
  }

  /// A fault of what has no row of its own.
  static Node sentence(Words words, Fault fault, TrainModel model) {
    var what =
        Labels.wrapped(fault.problem().sentence(words.locale()), "v-caption", "v-strong", "v-bad");
    what.setGraphic(Boxes.classes(Icons.tiny(Tone.BAD.icon()), "v-bad"));
    var box =
        new VBox(
            what, Labels.wrapped(fault.problem().remedy(words.locale()), "v-caption", "v-muted"));
    if (!fault.repair().isEmpty())
      box.getChildren().add(Buttons.repair(repairName(words, fault), () -> model.repair(fault)));
    return box;
  }

  /// Brings a setting into sight and puts the cursor there.
  void jump(String name) {
    if (Setting.named(name).more()) model.more().set(true);
    var control = controls.get(name);
    if (control instanceof Field field) field.input().requestFocus();
    else if (control != null) control.requestFocus();
  }
}

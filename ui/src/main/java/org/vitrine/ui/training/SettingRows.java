package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.FormRow;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The settings in three columns: name, control, and a sentence made from this data and model, or what is wrong.
final class SettingRows extends VBox {
  private final TrainModel model;
  private final Words words;
  private final Sentences sentences;
  private final Map<String, FormRow> rows = new LinkedHashMap<>();
  private final Map<String, SettingControl> controls = new LinkedHashMap<>();

  SettingRows(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    sentences = new Sentences(words, model);
    var first = new VBox();
    var rest = new VBox();
    for (var setting : Setting.ALL) {
      var name = setting.name();
      var control =
          new SettingControl(setting, words, value -> model.set(name, value), () -> reset(name));
      controls.put(name, control);
      var row = new FormRow(words.get("set." + name), control.node(), "");
      rows.put(name, row);
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
    Live.follow(this, model.recipe(), _ -> fill(""));
    Live.follow(this, model.report(), _ -> say());
    Live.follow(this, model.faults(), _ -> say());
    Live.follow(this, model.choices().devices(), () -> fill(""));
    Live.follow(this, model.choices().layers(), _ -> fill(""));
  }

  /// @param also the setting that is filled though somebody types there, empty for none
  private void fill(String also) {
    var recipe = model.recipe().get();
    for (var setting : Setting.ALL) {
      var row = rows.get(setting.name());
      var control = controls.get(setting.name());
      if (row == null || control == null) continue;
      Boxes.show(row, setting.fits(recipe));
      control.show(setting.of(recipe), choices(setting), setting.name().equals(also));
    }
    say();
  }

  private List<String> choices(Setting setting) {
    return switch (setting.name()) {
      case "learns" -> model.choices().learns();
      case "device" -> {
        var all = new ArrayList<>(List.of("auto"));
        model.choices().devices().forEach(d -> all.add(d.id()));
        yield all;
      }
      default -> List.of();
    };
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
                : Buttons.repair(Repairs.name(words, fault), () -> mend(fault)));
        return;
      }
      if (!differing.contains(name)) {
        row.say(sentences.of(name), null);
        return;
      }
      var setting = Setting.named(name);
      var back =
          Buttons.link(
              SettingControl.back(words, setting, model.presetValue(name)), () -> reset(name));
      back.setTooltip(Buttons.tip(words.get("back.tip") + "  R"));
      row.say(sentences.of(name), Boxes.classes(back, "v-caption"));
    });
  }

  private void reset(String name) {
    model.reset(name);
    fill(name);
  }

  /// Does what a fault offers, also where somebody still types.
  void mend(Fault fault) {
    model.repair(fault);
    fill("");
    fault.repair().keySet().forEach(this::fill);
  }

  /// Brings a setting into sight and puts the cursor there.
  void jump(String name) {
    var control = controls.get(name);
    if (control == null) return;
    if (Setting.named(name).more()) model.more().set(true);
    control.focus();
    reveal(control.node());
  }

  private static void reveal(Node node) {
    for (var at = node.getParent(); at != null; at = at.getParent()) {
      if (!(at instanceof ScrollPane pane)) continue;
      pane.layout();
      var content = pane.getContent();
      double y = content.sceneToLocal(node.localToScene(0, 0)).getY();
      double room = content.getBoundsInLocal().getHeight() - pane.getViewportBounds().getHeight();
      double top = -pane.getViewportBounds().getMinY();
      boolean inSight = y > top + 40 && y < top + pane.getViewportBounds().getHeight() - 80;
      if (room > 0 && !inSight) pane.setVvalue(Math.clamp((y - 120) / room, 0, 1));
      return;
    }
  }
}

package org.vitrine.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Help;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// One setting: name, what it means, its control, and an arrow back to the default where it was changed.
final class SettingRow extends VBox {
  /// Pixels at 100 %.
  private static final double NARROW = 470;

  private final Ui ui;
  private final SettingsModel model;
  private final EnginesModel engines;
  private final Setting setting;
  private final Words words;

  SettingRow(Ui ui, SettingsModel model, EnginesModel engines, Setting setting) {
    this.ui = ui;
    this.model = model;
    this.engines = engines;
    this.setting = setting;
    words = ui.wordsOf(SettingRow.class);
    var name = Labels.strong(words.get(setting.name()));
    var back = Buttons.icon(Feather.ROTATE_CCW, words.get("reset"), () -> model.reset(setting));
    back.getStyleClass().add("v-reset");
    Live.follow(this, ui.preferences().property(), _ -> back.setVisible(model.changed(setting)));
    var text =
        Boxes.column(
            2, name, Labels.wrapped(words.get(setting.name() + ".text"), "v-caption", "v-muted"));
    HBox.setHgrow(text, javafx.scene.layout.Priority.ALWAYS);
    var control = control();
    var line = wide() ? Boxes.row(8, text) : Boxes.row(8, text, back, control);
    getChildren().add(Boxes.pad(line, 12, 0, 12, 0));
    widthProperty().subscribe(_ -> arrange(line, text, back, control));
    if (wide()) getChildren().add(control);
    Help.on(control, words.get(setting.name() + ".text"));
    control.setAccessibleText(words.get(setting.name()));
  }

  /// Whether it is a list of its own, below what it is for.
  private boolean wide() {
    return setting.kind() instanceof Setting.Kind.Folders
        || setting.kind() instanceof Setting.Kind.Engines;
  }

  /// Where the page is narrow for its text, the control stands below what it is for.
  private void arrange(HBox line, VBox text, Node back, Node control) {
    if (wide() || getWidth() <= 0) return;
    boolean below = getWidth() < NARROW * ui.theme().scale().get();
    boolean is = getChildren().size() > 1;
    if (below == is) return;
    if (below) {
      line.getChildren().setAll(text, back);
      getChildren().add(Boxes.pad(new VBox(control), 0, 0, 12, 0));
    } else {
      getChildren().remove(1);
      line.getChildren().setAll(text, back, control);
    }
  }

  private Node control() {
    return switch (setting.kind()) {
      case Setting.Kind.Choice(var choices) -> choice(choices);
      case Setting.Kind.Switch _ -> toggle();
      case Setting.Kind.Share(var most) -> share(most);
      case Setting.Kind.Count(var most) -> count(most);
      case Setting.Kind.Device _ -> device();
      case Setting.Kind.Folders _ -> folders();
      case Setting.Kind.Engines _ -> new EnginesPane(ui, engines);
    };
  }

  private void set(Object value) {
    ui.preferences().set(setting.name(), value);
  }

  private Node choice(List<?> choices) {
    var segments = new Segments<Object>(plain());
    for (var choice : choices) {
      var key = setting.name() + "." + choice;
      segments.with(choice, words.has(key) ? words.get(key) : choice.toString());
    }
    segments.value().subscribe((_, now) -> set(now));
    Live.follow(segments, ui.preferences().property(), _ -> segments.value().set(plain()));
    return segments;
  }

  private Object plain() {
    var node = model.value(setting);
    return node.isNumber() ? (Object) node.asInt() : node.asString();
  }

  private Node toggle() {
    var toggle = new ToggleSwitch();
    toggle.setSelected(model.value(setting).asBoolean());
    toggle.selectedProperty().subscribe((_, now) -> set(now));
    Live.follow(
        toggle,
        ui.preferences().property(),
        _ -> toggle.setSelected(model.value(setting).asBoolean()));
    return toggle;
  }

  private Node share(double most) {
    var slider = new Slider(0, most, model.value(setting).asDouble());
    Boxes.width(slider, 150);
    var number = Labels.mono("");
    Boxes.width(number, 38);
    slider.valueProperty().subscribe((_, now) -> set(Math.round(now.doubleValue() * 100) / 100.0));
    Live.follow(
        slider,
        ui.preferences().property(),
        _ -> {
          double now = model.value(setting).asDouble();
          number.setText(String.format(Locale.ROOT, "%.2f", now));
          if (!slider.isValueChanging() && Math.abs(slider.getValue() - now) > 0.005)
            slider.setValue(now);
        });
    return Boxes.row(10, slider, number);
  }

  private Node count(int most) {
    var field = new Field(words.get(setting.name() + ".unit"));
    TextField input = field.input();
    input.setPromptText(words.get(setting.name() + ".all"));
    Boxes.width(field, 170);
    Live.follow(field, ui.preferences().property(), _ -> show(input, model.value(setting).asInt()));
    input
        .textProperty()
        .subscribe((_, typed) -> {
          var text = typed.strip();
          boolean sound =
              text.isEmpty() || text.matches("\\d{1,4}") && Integer.parseInt(text) <= most;
          field.wrong(!sound);
          if (sound) set(text.isEmpty() ? 0 : Integer.parseInt(text));
        });
    return field;
  }

  private static void show(TextField input, int count) {
    var text = count == 0 ? "" : String.valueOf(count);
    if (!input.isFocused() && !input.getText().equals(text)) input.setText(text);
  }

  private Node device() {
    var box = new ComboBox<String>();
    Boxes.width(box, 320);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String id) {
            return id == null ? "" : deviceName(id);
          }

          @Override
          public String fromString(String name) {
            return name;
          }
        });
    Live.follow(
        box,
        ui.machine().report(),
        report -> {
          var ids = new ArrayList<>(List.of("auto"));
          if (report != null) report.devices().forEach(d -> ids.add(d.id()));
          var chosen = model.value(setting).asString();
          if (!ids.contains(chosen)) ids.add(chosen);
          box.getItems().setAll(ids);
          box.setValue(chosen);
        });
    Live.follow(
        box, ui.preferences().property(), _ -> box.setValue(model.value(setting).asString()));
    box.setOnAction(_ -> {
      if (box.getValue() != null) set(box.getValue());
    });
    return box;
  }

  private String deviceName(String id) {
    var report = ui.machine().report().get();
    if (id.equals("auto") || report == null)
      return words.has("device." + id) ? words.get("device." + id) : id;
    return report.devices().stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .map(d -> id.equals("cpu") ? words.get("device.cores", d.cores()) : d.name())
        .orElse(id);
  }

  private Node folders() {
    var list = Boxes.column(6);
    Live.follow(list, ui.preferences().property(), s -> show(list, s.modelFolders()));
    return list;
  }

  private void show(VBox list, List<String> folders) {
    list.getChildren().clear();
    for (var folder : folders) {
      var remove =
          Buttons.icon(Feather.X, words.get("folder.remove"), () -> remove(folder, folders));
      list.getChildren()
          .add(
              Boxes.row(
                  8, Boxes.classes(Labels.mono(folder), "v-caption"), Boxes.spring(), remove));
    }
    if (folders.isEmpty()) list.getChildren().add(Labels.caption(words.get("folder.none")));
    var add = Buttons.plain(words.get("folder.add"), Feather.FOLDER_PLUS, this::addFolder);
    list.getChildren().add(Boxes.pad(new VBox(add), 4, 0, 12, 0));
  }

  private void remove(String folder, List<String> folders) {
    var fewer = folders.stream().filter(f -> !f.equals(folder)).toList();
    set(fewer);
    ui.toasts()
        .undoable(
            words.get("folder.removed", Path.of(folder).getFileName()),
            words.get("undo"),
            () -> set(folders));
  }

  private void addFolder() {
    var chooser = new DirectoryChooser();
    chooser.setTitle(words.get("folder.add"));
    var chosen = chooser.showDialog(getScene().getWindow());
    if (chosen == null) return;
    var all = new ArrayList<>(ui.preferences().get().modelFolders());
    if (!all.contains(chosen.toString())) all.add(chosen.toString());
    set(all);
  }
}

package org.vitrine.ui.settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// Preferences: sections at the left, what they hold in the middle, what they do at the right.
public final class SettingsScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final SettingsModel model;
  private final EnginesModel engines;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private @Nullable Field search;

  public SettingsScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(SettingsScreen.class);
    model = new SettingsModel(ui.preferences());
    engines =
        new EnginesModel(ui.workbench(), ui.preferences(), ui.latest(), () -> ui.machine().look());
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Settings;
  }

  @Override
  public void enter(Route route) {
    if (route instanceof Route.Settings(var section)
        && section != null
        && Setting.SECTIONS.contains(section)) {
      model.query().set("");
      model.section().set(section);
    }
    name();
    ui.machine().look();
  }

  private void name() {
    title.set(words.get("section." + model.section().get()));
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public Node view() {
    name();
    var page = new BorderPane(Boxes.scroll(middle()));
    page.setLeft(sections());
    var preview = new Preview(ui);
    page.setRight(preview);
    var roomy = new SimpleBooleanProperty();
    // beside a narrow page there is no room for a preview
    page.widthProperty()
        .subscribe(w -> roomy.set(w.doubleValue() >= 1080 * ui.theme().scale().get()));
    Live.follow(
        page, roomy.and(model.section().isEqualTo("appearance")), on -> Boxes.show(preview, on));
    return page;
  }

  private Node sections() {
    var field = new Field(Feather.SEARCH, words.get("find"));
    field.input().textProperty().bindBidirectional(model.query());
    search = field;
    var list =
        new VBox(Labels.section(words.get("settings")), Boxes.pad(new VBox(field), 6, 0, 6, 0));
    list.getStyleClass().addAll("v-side", "v-sections");
    for (var section : Setting.SECTIONS) {
      var entry = new ToggleButton(words.get("section." + section), Icons.of(icon(section)));
      entry.getStyleClass().setAll("v-section-entry");
      entry.setMaxWidth(Double.MAX_VALUE);
      entry.setOnAction(_ -> {
        model.query().set("");
        model.section().set(section);
        ui.navigator().settle(new Route.Settings(section));
        name();
      });
      Live.follow(
          entry,
          model.section(),
          now -> {
            entry.getStyleClass().remove("v-current");
            if (now.equals(section)) entry.getStyleClass().add("v-current");
          });
      list.getChildren().add(entry);
    }
    return Boxes.scroll(list); // large text makes it longer than the window
  }

  private static Feather icon(String section) {
    return switch (section) {
      case "appearance" -> Feather.SUN;
      case "language" -> Feather.GLOBE;
      case "device" -> Feather.CPU;
      case "engines" -> Feather.LAYERS;
      case "folders" -> Feather.FOLDER;
      case "film" -> Feather.FILM;
      case "network" -> Feather.WIFI_OFF;
      case "keyboard" -> Feather.COMMAND;
      default -> Feather.INFO;
    };
  }

  private Node middle() {
    var list = new VBox();
    list.getStyleClass().add("v-settings");
    Boxes.maxWidth(list, 780); // a control stays near its name
    Live.follow(list, model.section(), _ -> fill(list));
    Live.follow(list, model.query(), _ -> fill(list));
    return list;
  }

  private void fill(VBox list) {
    boolean searching = !model.query().get().isBlank();
    var heading = searching ? words.get("found") : words.get("section." + model.section().get());
    list.getChildren().setAll(Boxes.pad(new VBox(Labels.title(heading)), 0, 0, 8, 0));
    var shown = model.shown(words);
    for (var setting : shown)
      list.getChildren().addAll(Boxes.rule(), new SettingRow(ui, model, engines, setting));
    if (!searching) {
      list.getChildren().add(Boxes.rule());
      list.getChildren().addAll(new Facts(ui).of(model.section().get()));
    } else if (shown.isEmpty()) {
      list.getChildren()
          .add(
              new Empty(
                  Feather.SEARCH,
                  words.get("found.none"),
                  words.get("found.none.text", model.query().get())));
    }
  }

  @Override
  public Object state() {
    return model.section().get();
  }

  @Override
  public void restore(Object state) {
    model.section().set(state.toString());
    name();
  }

  @Override
  public void filter() {
    if (search != null) search.input().requestFocus();
  }

  @Override
  public boolean escape() {
    if (engines.back()) return true;
    if (model.query().get().isEmpty()) return false;
    model.query().set("");
    return true;
  }

  @Override
  public String help() {
    return "help";
  }
}

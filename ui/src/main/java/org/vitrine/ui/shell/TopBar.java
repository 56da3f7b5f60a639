package org.vitrine.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Place;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// Mark, where one is, the field that opens the palette, the run that goes on, the device, theme and language.
final class TopBar extends StackPane {
  private final Ui ui;
  private final Words words;

  /// Pixels at 100 % from which the top bar has room for all.
  private static final double ROOM = 900;

  /// Letters of a title that is never cut.
  private static final int SHORT = 16;

  private final HBox crumbs = Boxes.row(8);

  TopBar(Ui ui, Runnable palette) {
    this.ui = ui;
    words = ui.wordsOf(TopBar.class);
    getStyleClass().add("v-top");
    var name = Labels.of("Vitrine", "v-brand");
    var home = new HBox(new Mark(ui.theme(), 21), name);
    home.setAlignment(Pos.CENTER_LEFT);
    Boxes.style(home, "-fx-spacing", Boxes.em(10));
    home.setMinWidth(USE_PREF_SIZE);
    var left = Boxes.row(22, home, crumbs);
    var right = Boxes.row(10, new RunChip(ui), new DeviceChip(ui), theme(), language());
    var bar = Boxes.row(16, left, Boxes.spring(), search(palette), Boxes.spring(), right);
    getChildren().add(bar);
    // with very large text the mark stands for the name
    widthProperty()
        .subscribe(w ->
            Boxes.show(
                name, w.doubleValue() == 0 || w.doubleValue() > ROOM * ui.theme().scale().get()));
    Live.follow(this, ui.navigator().route(), _ -> crumb());
    Live.follow(this, ui.navigator().screen().flatMap(Screen::title), _ -> crumb());
  }

  private void crumb() {
    crumbs.getChildren().clear();
    var route = ui.navigator().route().get();
    var screen = ui.navigator().screen().get();
    if (route == null || screen == null) return;
    var place = Place.of(route);
    var title = screen.title().get();
    var first = words.get(place.key());
    if (title.isEmpty()) {
      var only = Labels.of(first, "v-caption", "v-strong");
      only.setMinWidth(USE_PREF_SIZE);
      crumbs.getChildren().add(only);
      return;
    }
    var back =
        Boxes.classes(Buttons.link(first, () -> ui.go(upper(place))), "v-crumb", "v-caption");
    var last = Labels.of(title, "v-caption", "v-strong");
    Boxes.maxWidth(last, 260);
    last.setMinWidth(title.length() <= SHORT ? USE_PREF_SIZE : 40);
    back.setMinWidth(USE_PREF_SIZE);
    last.setTooltip(Buttons.tip(title));
    crumbs
        .getChildren()
        .addAll(back, Icons.styled(Icons.tiny(Feather.CHEVRON_RIGHT), "v-muted"), last);
  }

  private static Route upper(Place place) {
    return place == Place.RUNS ? new Route.Runs() : place.route();
  }

  private Node search(Runnable palette) {
    var text = Labels.muted(words.get("search.prompt"));
    var key = Badge.key(System.getProperty("os.name", "").startsWith("Mac") ? "⌘ K" : "Ctrl K");
    key.setMinWidth(USE_PREF_SIZE);
    var content =
        Boxes.row(10, Icons.styled(Icons.of(Feather.SEARCH), "v-muted"), text, Boxes.spring(), key);
    var field = new Button();
    field.setGraphic(content);
    field.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    field.getStyleClass().add("v-search");
    field.setAccessibleText(words.get("search.prompt"));
    field.setTooltip(Buttons.tip(words.get("search.prompt") + "  " + key.getText()));
    field.setOnAction(_ -> palette.run());
    Boxes.style(field, "-fx-pref-width", Boxes.em(380));
    content.prefWidthProperty().bind(field.widthProperty().subtract(24));
    return field;
  }

  private Node theme() {
    boolean dark = ui.theme().palette().get().dark();
    var button =
        Buttons.icon(
            dark ? Feather.SUN : Feather.MOON,
            words.get(dark ? "theme.light" : "theme.dark"),
            () ->
                ui.preferences()
                    .set("theme", ui.theme().palette().get().dark() ? "light" : "dark"));
    Live.follow(
        button,
        ui.theme().palette(),
        p -> button.setGraphic(Icons.of(p.dark() ? Feather.SUN : Feather.MOON)));
    return button;
  }

  private Node language() {
    boolean chinese = words.chinese();
    var button =
        Buttons.quiet(
            chinese ? "EN" : "中文",
            null,
            () -> ui.preferences().set("language", chinese ? "en" : "zh"));
    button.setTooltip(Buttons.tip(chinese ? "English" : "简体中文"));
    return Boxes.classes(button, "v-strong");
  }
}

package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.ui.charts.AttentionMap;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.charts.PatchMap;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// One head, or the rollout to one layer, large.
final class MapPanel extends VBox {
  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;
  private final AttentionMap map;
  private final PatchMap patches;
  private final Segments<Boolean> over = new Segments<>(true);
  private final Label title = Labels.section("");
  private final Label role = Labels.of("", "v-badge", "v-tag", "v-strong");
  private final HBox facts = Boxes.row(14);
  private final MenuButton scales = new MenuButton();
  private final List<Subscription> subscriptions = new ArrayList<>();

  MapPanel(Ui ui, Words words, AttentionViewModel model) {
    this.ui = ui;
    this.words = words;
    this.model = model;
    map = new AttentionMap(ui.theme(), ui.words());
    map.focus().bindBidirectional(model.focus());
    patches = new PatchMap(ui.theme(), ui.words());
    patches.focus().bindBidirectional(model.focus());
    over.with(true, words.get("picture.over")).with(false, words.get("picture.map"));
    over.value().addListener((_, _, _) -> fill());
    Boxes.pad(this, 11, 16, 10, 16);
    Boxes.style(this, "-fx-spacing", Boxes.em(3));
    Boxes.classes(scales, "v-quiet", "v-small-button");
    for (var each : Scale.values()) scales.getItems().add(scale(each));
    role.setTooltip(Buttons.tip(words.get("roles.why")));
    facts.setMinHeight(USE_PREF_SIZE);
    var head = Boxes.row(9, title, role, Boxes.spring(), over, scales);
    getChildren().addAll(head, facts, Boxes.grow(map), Boxes.grow(patches));
    for (var property :
        List.of(
            model.shown(),
            model.method(),
            model.scale(),
            model.head(),
            model.layer(),
            ui.theme().palette(),
            ui.preferences().property())) subscriptions.add(property.subscribe((_, _) -> fill()));
    fill();
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  AttentionMap map() {
    return map;
  }

  PatchMap patches() {
    return patches;
  }

  Node scales() {
    return scales;
  }

  void focusMap() {
    if (patches.isVisible()) patches.requestFocus();
    else map.requestFocus();
  }

  private RadioMenuItem scale(Scale scale) {
    var item = new RadioMenuItem(words.get("scale." + scale.key()));
    item.setOnAction(_ -> model.scale().set(scale));
    subscriptions.add(model.scale().subscribe(now -> item.setSelected(now == scale)));
    return item;
  }

  private void fill() {
    var now = model.shown().get();
    var shown = model.map();
    if (now == null || shown == null) return;
    var known = model.facts();
    scales.setText(words.get("scale", words.get("scale." + model.scale().get().key())));
    title.setText(
        known == null
            ? words.get("rollout.title", model.layer().get() + 1)
            : words.get("head.title", known.layer() + 1, known.head() + 1));
    var ink =
        known == null ? Ink.VIOLET : Inks.of(known.role(), ui.preferences().get().attentionInk());
    Boxes.show(role, known != null);
    facts.getChildren().clear();
    if (known == null)
      facts.getChildren().add(Labels.wrapped(words.get("rollout.what"), "v-caption", "v-muted"));
    else about(known, ink);
    var picture = now.reply().picture();
    boolean laid = picture != null && over.value().get();
    Boxes.show(over, picture != null);
    Boxes.show(map, !laid);
    Boxes.show(patches, laid);
    if (laid && picture != null) patches.show(picture, shown, ink, model.scale().get());
    map.show(now.capture().tokens(), now.capture().keys(), shown, ink, model.scale().get());
  }

  private void about(HeadFacts known, Ink ink) {
    role.setText(known.role().code() + " " + HeadsPanel.roleName(words, known.role()));
    var tint = Theme.css(Inks.colour(ink, 0.17, ui.theme().palette().get()));
    role.setStyle("-fx-background-color:" + tint + ";-fx-text-fill:-v-text;-fx-font-weight:bold;");
    fact("entropy", known.entropy(), 2, words.get("nat"));
    var now = model.shown().get();
    boolean pixels = now != null && now.reply().picture() != null;
    fact("distance", known.distance(), 1, pixels ? words.get("pixel") : "");
  }

  private String why(String key, String unit) {
    boolean pixels = key.equals("distance") && unit.equals(words.get("pixel"));
    return pixels ? "distance.pixels.why" : key + ".why";
  }

  private void fact(String key, OptionalDouble value, int digits, String unit) {
    if (value.isEmpty()) return;
    var number = String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
    var row =
        Boxes.row(5, Labels.caption(words.get(key)), Labels.of(number, "v-mono", "v-caption"));
    if (!unit.isEmpty()) row.getChildren().add(Labels.caption(unit));
    for (var part : row.getChildren())
      if (part instanceof Label label) label.setTooltip(Buttons.tip(words.get(why(key, unit))));
    facts.getChildren().add(row);
  }
}

package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.vitrine.core.base.Texts;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Method;
import org.vitrine.core.insight.Role;
import org.vitrine.ui.charts.HeadGrid;
import org.vitrine.ui.charts.HeadGrid.Thumb;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Every head as a small map, or every layer of a rollout; under them what the inks mean, each a switch that dims the others.
final class HeadsPanel extends VBox {
  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;
  private final HeadGrid grid;
  private final RoleLegend legend;
  private final Label heading = Labels.heading("");
  private final MenuButton orders = new MenuButton();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private List<Integer> places = List.of();

  HeadsPanel(Ui ui, Words words, AttentionViewModel model) {
    this.ui = ui;
    this.words = words;
    this.model = model;
    grid = new HeadGrid(ui.theme());
    legend = new RoleLegend(ui, words, model.lit());
    Boxes.style(this, "-fx-spacing", Boxes.em(10));
    Boxes.pad(this, 12, 14, 14, 16);
    Boxes.classes(orders, "v-quiet", "v-small-button");
    getChildren().addAll(Boxes.row(8, heading, Boxes.spring(), orders), grid, legend);
    for (var each : Order.values()) orders.getItems().add(order(each));
    for (var property :
        List.of(
            model.shown(),
            model.method(),
            model.scale(),
            model.order(),
            model.lit(),
            ui.preferences().property())) subscriptions.add(property.subscribe((_, _) -> fill()));
    subscriptions.add(model.head().subscribe(_ -> mark()));
    subscriptions.add(model.layer().subscribe(_ -> mark()));
    subscriptions.add(grid.selected().subscribe(at -> chosen(at.intValue())));
    subscriptions.addAll(legend.subscriptions());
    fill();
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /// What Enter on a head does.
  void onOpen(Runnable work) {
    grid.onOpen(_ -> work.run());
  }

  private RadioMenuItem order(Order order) {
    var item = new RadioMenuItem(words.get(order.key()));
    item.setOnAction(_ -> model.order().set(order));
    subscriptions.add(model.order().subscribe(now -> item.setSelected(now == order)));
    return item;
  }

  private void fill() {
    var now = model.shown().get();
    if (now == null) return;
    boolean rollout = model.method().get() == Method.ROLLOUT;
    Boxes.show(orders, !rollout);
    Boxes.show(legend, !rollout);
    orders.setText(words.get(model.order().get().key()));
    heading.setText(words.get(rollout ? "layers" : "heads", now.layers(), now.heads()));
    if (rollout) layers(now);
    else heads(now);
    mark();
  }

  private void heads(Shown now) {
    var facts = now.capture().facts();
    var order = model.order().get();
    places = order.of(facts);
    var thumbs = new ArrayList<Thumb>();
    for (int place : places) thumbs.add(thumb(now, facts.get(place)));
    boolean codes = ui.preferences().get().codesOnMaps();
    grid.show(
        new HeadGrid.Grid(thumbs, now.heads(), order == Order.LAYER, model.scale().get(), codes));
    legend.show(counts(facts));
  }

  private Thumb thumb(Shown now, HeadFacts facts) {
    var role = facts.role();
    var ink = Inks.of(role, ui.preferences().get().attentionInk());
    var lit = model.lit().get();
    var said = words.get("head.said", facts.layer() + 1, facts.head() + 1, roleName(words, role));
    var map = now.capture().head(facts.layer(), facts.head());
    return new Thumb(map, ink, role.code(), lit != null && lit != role, said);
  }

  private void layers(Shown now) {
    var thumbs = new ArrayList<Thumb>();
    places = new ArrayList<>();
    for (int layer = 0; layer < now.layers(); layer++) {
      places.add(layer);
      var said = words.get("rollout.title", layer + 1);
      thumbs.add(
          new Thumb(
              now.capture().rolledOut(layer),
              Ink.VIOLET,
              Integer.toString(layer + 1),
              false,
              said));
    }
    grid.show(
        new HeadGrid.Grid(thumbs, Math.min(4, now.layers()), false, model.scale().get(), true));
  }

  private static Map<Role, Integer> counts(List<HeadFacts> facts) {
    var counts = new EnumMap<Role, Integer>(Role.class);
    for (var each : facts) counts.merge(each.role(), 1, Integer::sum);
    return counts;
  }

  private void mark() {
    boolean rollout = model.method().get() == Method.ROLLOUT;
    grid.selected().set(places.indexOf(rollout ? model.layer().get() : model.head().get()));
  }

  private void chosen(int at) {
    if (at < 0 || at >= places.size()) return;
    var which = model.method().get() == Method.ROLLOUT ? model.layer() : model.head();
    which.set(places.get(at));
  }

  /// The role in the language of the window.
  static String roleName(Words words, Role role) {
    return Texts.of("org.vitrine.core.insight.texts", words.locale()).get("role." + role.key());
  }

  /// What the Tab key passes before it comes to the heads.
  List<Node> beforeGrid() {
    var all = new ArrayList<Node>();
    all.add(orders);
    all.addAll(legend.buttons());
    return all;
  }

  Node grid() {
    return grid;
  }
}

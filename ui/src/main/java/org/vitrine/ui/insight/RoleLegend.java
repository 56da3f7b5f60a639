package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.insight.Role;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The roles that occur, how often, and a switch for each that dims the others.
final class RoleLegend extends VBox {
  /// In the order in which a reader meets them, not that in which ties are broken.
  private static final List<Role> ORDER =
      List.of(
          Role.PREVIOUS,
          Role.NEXT,
          Role.SELF,
          Role.LOCAL,
          Role.INDUCTION,
          Role.DUPLICATE,
          Role.SEPARATOR,
          Role.FIRST,
          Role.BROAD,
          Role.MIXED);

  private final Ui ui;
  private final Words words;
  private final ObjectProperty<@Nullable Role> lit;
  private final GridPane rows = new GridPane();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private Map<Role, Integer> counts = Map.of();

  RoleLegend(Ui ui, Words words, ObjectProperty<@Nullable Role> lit) {
    this.ui = ui;
    this.words = words;
    this.lit = lit;
    var title = Labels.of(words.get("roles"), "v-caption", "v-muted", "v-strong");
    title.setTooltip(Buttons.tip(words.get("roles.why")));
    for (int k = 0; k < 2; k++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(50);
      rows.getColumnConstraints().add(column);
    }
    Boxes.style(rows, "-fx-hgap", Boxes.em(8));
    Boxes.style(this, "-fx-spacing", Boxes.em(5));
    setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, rows);
    subscriptions.add(ui.theme().palette().subscribe(_ -> fill()));
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  List<Node> buttons() {
    return List.copyOf(rows.getChildren());
  }

  void show(Map<Role, Integer> counts) {
    this.counts = counts;
    fill();
  }

  private void fill() {
    rows.getChildren().clear();
    int place = 0;
    for (var role : ORDER) {
      var count = counts.get(role);
      if (count == null) continue;
      rows.add(row(role, count), place % 2, place / 2);
      place++;
    }
  }

  private ToggleButton row(Role role, int count) {
    var name = HeadsPanel.roleName(words, role);
    var label = Labels.body(name);
    if (role == lit.get()) label.getStyleClass().add("v-strong");
    var number = Labels.of(Integer.toString(count), "v-mono", "v-caption", "v-muted");
    var button = new ToggleButton();
    var content = Boxes.row(8, code(role), label, Boxes.spring(), number);
    button.setGraphic(content);
    button.setSelected(role == lit.get());
    button.setAccessibleText(words.get("role.said", name, count));
    button.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(button.widthProperty().subtract(4));
    Boxes.style(button, "-fx-background-color", "transparent");
    Boxes.style(button, "-fx-padding", "0 2 0 2");
    Boxes.style(button, "-fx-min-height", Boxes.em(24));
    button.setOnAction(_ -> lit.set(lit.get() == role ? null : role));
    return button;
  }

  /// The two letters on the role's ink.
  private Label code(Role role) {
    var palette = ui.theme().palette().get();
    var ink = Inks.of(role, ui.preferences().get().attentionInk());
    var code = Labels.of(role.code(), "v-badge", "v-tag");
    Boxes.style(
        code,
        "-fx-background-color",
        Theme.css(Inks.colour(ink, palette.dark() ? 0.56 : 0.7, palette)));
    Boxes.style(code, "-fx-text-fill", "white");
    Boxes.style(code, "-fx-font-weight", "bold");
    Boxes.style(code, "-fx-alignment", "center");
    Boxes.style(code, "-fx-padding", "1 0 1 0");
    return Boxes.width(code, 22);
  }
}

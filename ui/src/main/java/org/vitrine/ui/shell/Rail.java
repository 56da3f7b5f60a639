package org.vitrine.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Place;
import org.vitrine.ui.nav.Ui;

/// The places of the window at its left. A place that no screen shows is not there.
final class Rail extends VBox {
  private final Region dot = new Region();

  Rail(Ui ui) {
    getStyleClass().add("v-rail");
    var words = ui.wordsOf(Rail.class);
    dot.getStyleClass().add("v-rail-dot");
    dot.setMouseTransparent(true);
    var places = places(ui);
    int number = 1;
    for (var place : places) {
      if (place == Place.SETTINGS) getChildren().add(Boxes.spring());
      getChildren().add(entry(ui, words, place, number++));
    }
    Live.follow(this, ui.feed().runs(), () -> Boxes.show(dot, ui.feed().alive().isPresent()));
  }

  /// The places that some screen shows, top to bottom.
  static List<Place> places(Ui ui) {
    var places = new ArrayList<Place>();
    for (var place : Place.values()) if (ui.navigator().knows(place.route())) places.add(place);
    return places;
  }

  private StackPane entry(Ui ui, Words words, Place place, int number) {
    var button = new Button(words.get(place.key()), Icons.large(place.icon()));
    button.getStyleClass().setAll("v-rail-entry");
    button.setContentDisplay(ContentDisplay.TOP);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(_ -> ui.go(place.route()));
    button.setTooltip(Buttons.tip(words.get(place.key()) + "  Ctrl+" + number));
    var bar = new Region();
    bar.getStyleClass().add("v-rail-bar");
    bar.setMouseTransparent(true);
    var stack = new StackPane(button, bar);
    stack.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    if (place == Place.RUNS) {
      stack.getChildren().add(dot);
      StackPane.setAlignment(dot, javafx.geometry.Pos.TOP_RIGHT);
      StackPane.setMargin(dot, new javafx.geometry.Insets(9, 18, 0, 0));
    }
    Live.follow(
        stack,
        ui.navigator().route(),
        route -> {
          boolean here = route != null && Place.of(route) == place;
          button.getStyleClass().remove("v-current");
          if (here) button.getStyleClass().add("v-current");
          bar.setVisible(here);
        });
    return stack;
  }
}

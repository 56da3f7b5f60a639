package org.vitrine.ui.training;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.VBox;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The three ways to begin, with what is different about them.
final class PresetCards extends VBox {
  PresetCards(Ui ui, TrainModel model) {
    Words words = ui.wordsOf(TrainScreen.class);
    var tiles = new Tiles(ui.theme(), 250, 10);
    for (var preset : Preset.values()) {
      var text =
          new VBox(
              Boxes.row(8, Icons.of(preset.icon()), Labels.strong(words.get(preset.key()))),
              Labels.wrapped(words.get(preset.key() + ".text"), "v-caption", "v-muted"));
      Boxes.style(text, "-fx-spacing", Boxes.em(5));
      var card = new Button();
      card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      card.setGraphic(text);
      card.getStyleClass().addAll("v-card", "v-preset");
      card.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      card.setAlignment(javafx.geometry.Pos.TOP_LEFT);
      text.prefWidthProperty().bind(card.widthProperty().subtract(30 * ui.theme().scale().get()));
      card.setOnAction(_ -> model.begin(preset));
      card.setAccessibleText(words.get(preset.key()));
      Live.follow(
          card,
          model.preset(),
          now -> {
            card.getStyleClass().remove("v-picked");
            if (now == preset) card.getStyleClass().add("v-picked");
          });
      tiles.getChildren().add(card);
    }
    getChildren().add(tiles);
  }
}

package org.vitrine.ui.training;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.train.Preset;
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
      var time = Labels.of("", "v-mono", "v-caption");
      time.setMinWidth(USE_PREF_SIZE);
      Live.follow(
          time, model.planner().times(), all -> time.setText(Times.about(words, all.get(preset))));
      var text =
          new VBox(
              Boxes.row(
                  8,
                  Icons.of(icon(preset)),
                  Labels.strong(words.get(key(preset))),
                  Boxes.spring(),
                  time),
              Labels.wrapped(words.get(key(preset) + ".text"), "v-caption", "v-muted"));
      Boxes.style(text, "-fx-spacing", Boxes.em(5));
      var card = new Button();
      card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      card.setGraphic(text);
      card.getStyleClass().addAll("v-card", "v-preset");
      card.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      card.setAlignment(javafx.geometry.Pos.TOP_LEFT);
      text.prefWidthProperty().bind(card.widthProperty().subtract(30 * ui.theme().scale().get()));
      card.setOnAction(_ -> model.begin(preset));
      card.setAccessibleText(words.get(key(preset)));
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

  private static String key(Preset preset) {
    return "preset." + preset.name().toLowerCase(Locale.ROOT);
  }

  private static Feather icon(Preset preset) {
    return switch (preset) {
      case QUICK -> Feather.ZAP;
      case BALANCED -> Feather.TARGET;
      case BEST -> Feather.STAR;
    };
  }

  /// How a preset is called.
  static String name(Words words, Preset preset) {
    return words.get(key(preset));
  }
}

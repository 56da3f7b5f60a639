package org.vitrine.ui.models;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.Request.Detokenized;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;

/// Token numbers in a field, and below them the text that they stand for.
final class WayBackBox extends VBox {
  private final Words words;
  private final Label text = Labels.wrapped("", "v-mono");
  private final Label hint = Labels.wrapped("", "v-caption", "v-muted");

  WayBackBox(Words words, Playground playground) {
    this.words = words;
    var back = playground.back();
    var field = new Field(Feather.HASH, words.get("back.prompt"));
    field.input().textProperty().bindBidirectional(back.numbers());
    var turn = Buttons.quiet(words.get("back.turn"), Feather.CORNER_DOWN_LEFT, playground::turn);
    getChildren().addAll(Boxes.row(8, Boxes.grow(field), turn), text, hint);
    Boxes.style(this, "-fx-spacing", Boxes.em(8));
    Live.follow(this, back.found(), this::show);
    Live.follow(
        this,
        back.trouble(),
        problem -> {
          if (problem != null) hint.setText(problem.sentence(words.locale()));
        });
  }

  private void show(@Nullable Detokenized found) {
    text.setText(found == null ? "" : words.get("quoted", found.text()));
    Boxes.show(text, found != null);
    var said = "";
    if (found != null) {
      long strange = found.tokens().stream().filter(String::isEmpty).count();
      if (strange > 0) said = words.get("back.strange", strange);
      else if (!found.spelled().equals(found.text()))
        said = words.get("back.spelled", found.spelled());
    }
    hint.setText(said);
  }
}

package org.vitrine.ui.data;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.TokenStrip;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The chosen row as the tokens that a model reads.
final class RowCard extends Card {
  private final DataModel model;
  private final Words words;
  private final TokenStrip strip = new TokenStrip(false);

  RowCard(Ui ui, DataModel model) {
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    Live.follow(this, model.reader().tokens(), this::show);
    Live.follow(this, model.reader().models(), () -> show(model.reader().tokens().get()));
    Boxes.minHeight(this, 110);
  }

  private void show(@Nullable TokenList tokens) {
    var line = model.chosen().get();
    var heading =
        Labels.heading(
            line == null
                ? words.get("row.none")
                : words.get("row.reads", words.count(line.number() + 1)));
    var head = Boxes.row(10, heading, readers(), Boxes.spring());
    if (tokens != null) {
      int n = tokens.tokens().size();
      boolean over = tokens.limit() > 0 && n > tokens.limit();
      var count =
          Labels.caption(
              over
                  ? words.get("row.over", words.count(n), words.count(tokens.limit()))
                  : words.get("row.tokens", words.count(n)));
      if (over) count.getStyleClass().add("v-warn");
      head.getChildren().add(count);
    }
    strip.show(tokens == null ? java.util.List.of() : tokens.tokens());
    getChildren().setAll(head, strip);
  }

  private ComboBox<String> readers() {
    var box = new ComboBox<String>();
    box.getItems().setAll(model.reader().models().stream().map(m -> m.path()).toList());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String path) {
            return model.reader().models().stream()
                .filter(m -> m.path().equals(path))
                .map(m -> m.name())
                .findFirst()
                .orElse("");
          }

          @Override
          public @Nullable String fromString(String text) {
            return null;
          }
        });
    box.setValue(model.reader().model().get());
    box.valueProperty()
        .subscribe((old, now) -> {
          if (now != null && !now.equals(old)) model.reader().model().set(now);
        });
    box.setAccessibleText(words.get("row.reader"));
    return box;
  }
}

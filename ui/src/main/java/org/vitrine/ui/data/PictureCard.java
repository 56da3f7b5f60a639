package org.vitrine.ui.data;

import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The picture of the chosen row, with its size.
final class PictureCard extends Card {
  private static final int HIGH = 220;

  private final DataModel model;
  private final Words words;
  private final ImageView view = new ImageView();
  private final double scale;

  PictureCard(Ui ui, DataModel model) {
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    scale = ui.theme().scale().get();
    view.setPreserveRatio(true);
    Live.follow(this, model.chosen(), _ -> show());
    Live.follow(this, model.pictures().came(), _ -> show());
    Boxes.minHeight(this, 110);
  }

  private void show() {
    var line = model.chosen().get();
    if (line == null) {
      getChildren().setAll(Labels.heading(words.get("picture.none")));
      return;
    }
    var cell = model.text(line);
    var seen = model.pictures().at(cell);
    var head =
        Boxes.row(
            10,
            Labels.heading(words.get("picture.row", words.count(line.number() + 1))),
            Labels.mono(cell),
            Boxes.spring());
    if (seen == null) {
      getChildren().setAll(head);
      return;
    }
    var image = seen.image();
    view.setImage(image);
    var what =
        image == null
            ? words.get("picture.broken")
            : words.get(
                seen.channels() == 1 ? "picture.grey" : "picture.colour",
                words.count(seen.width()),
                words.count(seen.height()));
    head.getChildren().add(Labels.caption(what));
    getChildren().setAll(head);
    if (image == null) return;
    // Pixels of small pictures stay squares, as the model gets them.
    double times = Math.max(1, Math.floor(HIGH * scale / image.getHeight()));
    view.setSmooth(times == 1);
    view.setFitHeight(
        times == 1 ? Math.min(HIGH * scale, image.getHeight()) : image.getHeight() * times);
    view.setAccessibleText(cell + ", " + what);
    getChildren().add(new StackPane(view));
  }
}

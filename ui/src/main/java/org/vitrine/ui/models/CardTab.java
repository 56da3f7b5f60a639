package org.vitrine.ui.models;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Markdown;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;

/// What the people who made the model say of it.
final class CardTab {
  private CardTab() {}

  static Node of(ModelsModel model, Words words) {
    var holder = new VBox();
    Live.follow(
        holder,
        model.card(),
        text -> {
          if (text == null) holder.getChildren().setAll(new Waiting(words.get("reading.card")));
          else if (text.isBlank())
            holder
                .getChildren()
                .setAll(
                    new Empty(
                        Feather.FILE_TEXT, words.get("card.none"), words.get("card.none.text")));
          else holder.getChildren().setAll(Boxes.maxWidth(Markdown.of(text), 760));
        });
    return Boxes.scroll(Boxes.pad(holder, 14, 0, 20, 0));
  }
}

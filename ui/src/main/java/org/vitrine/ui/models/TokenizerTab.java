package org.vitrine.ui.models;

import java.util.Objects;
import javafx.scene.control.ScrollPane;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// How the model cuts text into pieces: the field to try it, and its special tokens.
final class TokenizerTab extends ScrollPane {
  TokenizerTab(Ui ui, ModelsModel model, ModelPage page) {
    Words words = ui.wordsOf(ModelsScreen.class);
    var info = Objects.requireNonNull(page.tokenizer());
    var specials = new Card(Labels.heading(words.get("specials")));
    info.specials()
        .forEach((name, token) -> {
          var role = words.has("special." + name) ? words.get("special." + name) : name;
          var label = Boxes.width(Labels.of(token, "v-mono", "v-strong"), 130);
          specials.getChildren().add(Boxes.row(10, label, Labels.wrapped(role, "v-muted")));
        });
    setContent(
        Boxes.pad(Boxes.column(14, new PlaygroundCard(ui, model, page), specials), 12, 0, 12, 0));
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
  }
}

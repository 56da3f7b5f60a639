package org.vitrine.ui.models;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;

/// The files of a model's folder, and `config.json` as it stands.
final class FilesTab {
  private FilesTab() {}

  static Node of(Words words, ModelPage page) {
    var files = new Card(Labels.heading(words.get("tab.files")));
    for (var file : page.files()) {
      files
          .getChildren()
          .add(
              Boxes.row(
                  8,
                  Labels.mono(file.name()),
                  Boxes.spring(),
                  Labels.of(words.bytes(file.bytes()), "v-mono", "v-muted")));
    }
    files.getChildren().add(Labels.wrapped(page.head().path(), "v-caption", "v-muted"));
    var column = Boxes.column(14, files);
    list(column, words.get("unused"), page.unused());
    list(column, words.get("missing"), page.missing());
    if (!page.config().isBlank()) {
      var code = new VBox(Labels.wrapped(page.config(), "v-mono", "v-caption"));
      code.getStyleClass().add("v-code");
      column.getChildren().add(new Card(Labels.heading("config.json"), code));
    }
    return Boxes.scroll(Boxes.pad(column, 12, 0, 16, 0));
  }

  private static void list(VBox column, String heading, java.util.List<String> names) {
    if (names.isEmpty()) return;
    var card = new Card(Labels.heading(heading));
    for (var name : names.subList(0, Math.min(200, names.size())))
      card.getChildren().add(Labels.mono(name));
    if (names.size() > 200) card.getChildren().add(Labels.muted("…"));
    column.getChildren().add(card);
  }
}

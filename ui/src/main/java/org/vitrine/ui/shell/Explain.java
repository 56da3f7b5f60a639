package org.vitrine.ui.shell;

import java.util.List;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Words;

/// Words that a newcomer may not know, each in a few sentences; the palette's third group and what F1 opens.
final class Explain {
  /// Each has `explain.NAME` (the question) and `explain.NAME.text` in the shell's texts.
  static final List<String> TERMS =
      List.of(
          "attention",
          "head",
          "token",
          "fine-tune",
          "loss",
          "validation",
          "learning-rate",
          "epoch",
          "batch",
          "checkpoint",
          "probe",
          "film",
          "entropy",
          "role",
          "ablation",
          "interval",
          "overfit");

  private Explain() {}

  /// @param open shows a heading and a text
  static List<Action> actions(Words words, java.util.function.BiConsumer<String, String> open) {
    return TERMS.stream()
        .map(term ->
            Action.of(
                    "explain." + term,
                    Action.Group.EXPLAIN,
                    words,
                    "explain." + term,
                    Feather.BOOK_OPEN,
                    () ->
                        open.accept(
                            words.get("explain." + term), words.get("explain." + term + ".text")))
                .found(term))
        .toList();
  }

  static VBox box(Words words, String heading, String text, Runnable close) {
    var done = Buttons.plain(words.get("close"), null, close);
    var box = new VBox(Labels.section(heading), Rich.text(text), done);
    box.getStyleClass().addAll("v-float", "v-question");
    return box;
  }
}

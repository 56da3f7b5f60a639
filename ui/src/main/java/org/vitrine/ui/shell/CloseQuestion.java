package org.vitrine.ui.shell;

import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.vitrine.core.history.RunHead;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.nav.Ui;

/// The one question that Vitrine asks: what becomes of a run when the window closes.
final class CloseQuestion extends VBox {
  private final Button first;

  CloseQuestion(Ui ui, RunHead run, Runnable back, Runnable close) {
    var words = ui.wordsOf(CloseQuestion.class);
    getStyleClass().addAll("v-float", "v-question");
    var left = RunChip.timeLeft(run, Instant.now());
    var sentence =
        left.isZero()
            ? words.get("close.sentence")
            : words.get("close.sentence.left", words.duration(left));
    first = Buttons.primary(words.get("close.goon"), null, close);
    Runnable pause =
        () -> {
          ui.workbench().command(run.id(), Command.SUSPEND);
          close.run();
        };
    getChildren()
        .addAll(
            Labels.section(words.get("close.title", run.name())),
            Labels.wrapped(sentence, "v-muted"),
            Boxes.pad(
                Boxes.row(
                    8,
                    first,
                    Buttons.plain(words.get("close.pause"), null, pause),
                    Boxes.spring(),
                    Buttons.quiet(words.get("back"), null, back)),
                12,
                0,
                0,
                0));
  }

  Button first() {
    return first;
  }
}

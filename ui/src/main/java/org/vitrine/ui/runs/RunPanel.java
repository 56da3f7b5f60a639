package org.vitrine.ui.runs;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Sparkline;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The chosen run beside the table: curve, note, recipe, what is saved.
final class RunPanel extends VBox {
  private final Ui ui;
  private final Words words;
  private final RunsModel model;
  private final RunsScreen screen;
  private String shown = "";

  RunPanel(Ui ui, RunsModel model, RunsScreen screen) {
    this.ui = ui;
    this.model = model;
    this.screen = screen;
    words = ui.wordsOf(RunPanel.class);
    Boxes.style(this, "-fx-spacing", Boxes.em(12));
    Live.follow(
        this,
        model.details(),
        run -> {
          // a field that somebody types into must not be replaced by an update of the same run
          if (run != null && run.head().id().equals(shown) && isFocusWithin()) return;
          shown = run == null ? "" : run.head().id();
          getChildren().clear();
          if (run != null) show(run);
        });
  }

  private void show(Run run) {
    var head = run.head();
    var name = new TextField(head.name());
    name.setAccessibleText(words.get("column.name"));
    name.setOnAction(_ -> model.rename(head.id(), name.getText()));
    name.focusedProperty()
        .subscribe(on -> {
          if (!on && !name.getText().equals(head.name())) model.rename(head.id(), name.getText());
        });
    var curve = new Sparkline(ui.theme(), java.util.List.of());
    Boxes.height(curve, 90);
    model.sparks(head, curve::show);
    var open = Buttons.primary(words.get("act.open"), Feather.CORNER_DOWN_RIGHT, screen::open);
    var again = Buttons.plain(words.get("act.again"), Feather.REPEAT, screen::again);
    var first =
        new Card(
            Boxes.row(8, Boxes.grow(name), Faces.badge(head, words)),
            curve,
            Boxes.row(8, open, again));
    getChildren().addAll(first, note(run), recipe(run), saved(run));
  }

  private Node note(Run run) {
    var id = run.head().id();
    var tags = new TextField(String.join(" ", run.head().tags()));
    tags.setPromptText(words.get("tags"));
    tags.setOnAction(_ -> model.tags(id, tags.getText()));
    tags.focusedProperty()
        .subscribe(on -> {
          if (!on && !tags.getText().equals(String.join(" ", run.head().tags())))
            model.tags(id, tags.getText());
        });
    var text = new TextArea(run.note());
    text.setPromptText(words.get("note.prompt"));
    text.setWrapText(true);
    text.setPrefRowCount(3);
    text.focusedProperty()
        .subscribe(on -> {
          if (!on && !text.getText().equals(run.note())) model.note(id, text.getText());
        });
    return Card.of(words.get("note"), tags, text);
  }

  private Node recipe(Run run) {
    var a = run.recipe().arguments();
    var card = Card.of(words.get("recipe"));
    row(card, words.get("column.model"), Faces.file(run.recipe().model()));
    row(card, words.get("column.data"), Faces.file(run.recipe().data().path()));
    row(card, "learning_rate", Numbers.compact(a.learningRate()));
    row(
        card,
        "batch",
        a.perDeviceTrainBatchSize()
            + (a.gradientAccumulationSteps() > 1 ? " × " + a.gradientAccumulationSteps() : ""));
    row(
        card,
        "epochs",
        a.maxSteps() > 0
            ? a.maxSteps() + " steps"
            : String.format(Locale.ROOT, "%.4g", a.numTrainEpochs()));
    row(card, words.get("learns"), run.recipe().learns());
    row(card, "seed", Long.toString(a.seed()));
    return card;
  }

  private Node saved(Run run) {
    var card = Card.of(words.get("saved"));
    if (run.checkpoints().isEmpty()) card.getChildren().add(Labels.muted(words.get("saved.none")));
    for (var each : run.checkpoints())
      row(card, words.get("saved." + each.kind()), words.get("step", Numbers.count(each.step())));
    return card;
  }

  private static void row(Card card, String name, String value) {
    card.getChildren().add(Boxes.row(8, Labels.muted(name), Boxes.spring(), Labels.mono(value)));
  }
}

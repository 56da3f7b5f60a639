package org.vitrine.ui.models;

import java.util.Locale;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.models.ModelIndex.Line;

/// A group's name, or a model: name, kind, size, and a badge where something is to be known.
final class ModelCell extends ListCell<Line> {
  private final Words words;

  ModelCell(Words words) {
    this.words = words;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Line line, boolean empty) {
    super.updateItem(line, empty);
    getStyleClass().removeAll("v-group-cell", "v-model-cell");
    setMouseTransparent(line instanceof Line.Group);
    switch (line) {
      case null -> setGraphic(null);
      case Line.Group(var source, var count) -> {
        getStyleClass().add("v-group-cell");
        var more =
            source.equals("starter")
                ? words.get("group.starter.text")
                : words.get("group.count", count);
        setGraphic(
            Boxes.row(
                8,
                Labels.of(words.get("group." + source + ".name"), "v-caption", "v-strong"),
                Labels.caption(more)));
      }
      case Line.Entry(var head) -> {
        getStyleClass().add("v-model-cell");
        setGraphic(entry(head));
      }
    }
  }

  private VBox entry(ModelHead head) {
    var name = Labels.strong(head.name());
    name.setMinWidth(0);
    var first = Boxes.row(8, name, Boxes.spring());
    if (head.parameters() > 0) first.getChildren().add(fixed(words.about(head.parameters())));
    var kind =
        Labels.of(
            kind(words, head),
            "v-caption",
            Standing.of(head) == Standing.INCOMPLETE ? "v-bad" : "v-muted");
    kind.setMinWidth(0);
    var second = Boxes.row(8, kind, Boxes.spring());
    switch (Standing.of(head)) {
      case GOOD -> {}
      case WEIGHTS_ONLY ->
          second.getChildren().add(whole(Badge.of(words.get("badge.weights"), Tone.NEUTRAL)));
      case INCOMPLETE ->
          second
              .getChildren()
              .add(whole(Badge.of(words.get("badge.incomplete"), Tone.BAD, Tone.BAD.icon())));
    }
    var size = Labels.of(words.bytes(head.bytes()), "v-mono", "v-caption", "v-muted");
    size.setMinWidth(USE_PREF_SIZE);
    second.getChildren().add(size);
    setAccessibleText(head.name() + ", " + kind.getText());
    return Boxes.column(4, first, second);
  }

  private static javafx.scene.control.Label fixed(String text) {
    return whole(Labels.mono(text));
  }

  private static javafx.scene.control.Label whole(javafx.scene.control.Label label) {
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /// `bert · classifies`, or what is wrong with it.
  static String kind(Words words, ModelHead head) {
    var problem = head.problem();
    if (Standing.of(head) == Standing.INCOMPLETE && problem != null)
      return problem.toProblem().sentence(words.locale());
    var family = head.family() == null ? words.get("kind.unknown") : head.family();
    if (head.head() == null) return family;
    var key = "kind." + head.head().toLowerCase(Locale.ROOT);
    return words.has(key) ? family + " · " + words.get(key) : family;
  }
}

package org.vitrine.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// One setting in three columns: name, control, one sentence made from this data and model. A problem takes the sentence's
/// place, with a button that repairs.
public final class FormRow extends HBox {
  private final VBox third = new VBox();
  private final Label sentence = Labels.wrapped("", "v-caption", "v-muted");
  private final Node control;

  public FormRow(String name, Node control, String text) {
    this.control = control;
    setAlignment(Pos.CENTER_LEFT);
    setFillHeight(false);
    Boxes.style(this, "-fx-spacing", Boxes.em(14));
    Boxes.pad(this, 7, 0, 7, 0);
    getStyleClass().add("v-form-row");
    var label = Boxes.width(Labels.wrapped(name), 148);
    label.setLabelFor(control);
    if (control instanceof javafx.scene.layout.Region region) Boxes.width(region, 190);
    HBox.setHgrow(third, Priority.ALWAYS);
    third.setAlignment(Pos.CENTER_LEFT);
    Boxes.style(third, "-fx-spacing", Boxes.em(4));
    getChildren().addAll(label, control, third);
    say(text);
  }

  public void say(String text) {
    say(text, null);
  }

  /// @param more what stands under the sentence: a way back, say
  public void say(String text, @Nullable Node more) {
    control.getStyleClass().remove("v-wrong");
    sentence.setText(text);
    third.getChildren().setAll(sentence);
    if (more != null) third.getChildren().add(more);
  }

  /// @param repair a button that makes it right, null for none
  public void wrong(Problem problem, Words words, @Nullable Node repair) {
    if (!control.getStyleClass().contains("v-wrong")) control.getStyleClass().add("v-wrong");
    var what = Labels.wrapped(problem.sentence(words.locale()), "v-caption", "v-strong", "v-bad");
    what.setGraphic(Icons.styled(Icons.tiny(Tone.BAD.icon()), "v-bad"));
    third
        .getChildren()
        .setAll(what, Labels.wrapped(problem.remedy(words.locale()), "v-caption", "v-muted"));
    if (repair != null) third.getChildren().add(repair);
  }
}

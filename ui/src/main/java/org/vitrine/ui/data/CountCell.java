package org.vitrine.ui.data;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.data.LazyRows.Line;

/// How many tokens a row is; in warning colour where the model would cut it.
final class CountCell extends TableCell<Line, Line> {
  private final DataModel model;

  CountCell(DataModel model) {
    this.model = model;
    getStyleClass().addAll("v-mono", "v-muted");
    setStyle("-fx-alignment: center-right;");
  }

  @Override
  protected void updateItem(@Nullable Line line, boolean empty) {
    super.updateItem(line, empty);
    getStyleClass().remove("v-warn");
    int count = line == null || empty ? -1 : model.counts().at(line.number());
    setText(count < 0 ? "" : Integer.toString(count));
    var profile = model.looked().profile().get();
    if (profile != null && profile.limit() > 0 && count > profile.limit())
      getStyleClass().add("v-warn");
  }
}

package org.vitrine.ui.data;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.data.LazyRows.Line;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;

/// A cell of the file, or the number of its row. A label bears the mark of its class, a text the problem of its row.
final class RowCell extends TableCell<Line, Line> {
  private static final int SHOWN = 400, SERIES = 8, THUMBNAIL = 24;

  private final int at;
  private final DataModel model;
  private final Words words;

  /// @param at place of the column, −1 for the number of the row
  RowCell(int at, DataModel model, Words words) {
    this.at = at;
    this.model = model;
    this.words = words;
    if (at < 0) getStyleClass().addAll("v-mono", "v-muted");
    Labels.fit(this);
  }

  @Override
  protected void updateItem(@Nullable Line line, boolean empty) {
    super.updateItem(line, empty);
    setGraphic(null);
    if (line == null || empty) setText(null);
    else if (at < 0) setText(Long.toString(line.number() + 1));
    else if (at >= line.cells().size()) setText("");
    else fill(line);
  }

  private void fill(Line line) {
    var text = one(line.cells(), at);
    setText(text);
    var page = model.shown();
    if (page == null || at >= page.columns().size()) return;
    var role = model.role(page.columns().get(at));
    if (role == Role.LABEL) {
      setContentDisplay(ContentDisplay.LEFT);
      setGraphic(mark(text.strip()));
    } else if (role == Role.TEXT && page.pictures()) {
      setContentDisplay(ContentDisplay.LEFT);
      setGraphic(picture(text));
    } else if (role == Role.TEXT && !elsewhere()) {
      var kind = model.looked().marks().get(line.number());
      var key = "mark." + kind;
      if (kind == null || !words.has(key)) return;
      setContentDisplay(ContentDisplay.RIGHT);
      setGraphic(Badge.of(words.get(key), Tone.WARN));
    }
  }

  private Node picture(String cell) {
    var view = new ImageView();
    double side = THUMBNAIL * getFont().getSize() / 13;
    view.setFitHeight(side);
    view.setFitWidth(side);
    view.setPreserveRatio(true);
    var seen = model.pictures().at(cell);
    boolean broken = seen != null && seen.image() == null;
    if (seen != null) view.setImage(seen.image());
    // names stay in line, whatever the shape
    var place = new StackPane(broken ? Icons.tiny(Feather.ALERT_TRIANGLE) : view);
    place.setMinSize(side, side);
    place.setMaxSize(side, side);
    return place;
  }

  /// Whether the rows of the other file are shown.
  private boolean elsewhere() {
    return model.side().get() == Side.MEASURE;
  }

  /// Discs and squares take turns, so that neighbours differ without their colour.
  private @Nullable Node mark(String label) {
    var profile = model.looked().profile().get();
    if (profile == null) return null;
    int n = 0;
    for (var each : profile.classes()) {
      if (n == SERIES) return null;
      if (each.label().equals(label)) {
        var mark = Boxes.classes(new Region(), "v-dot");
        Boxes.style(mark, "-fx-background-color", "-v-series-" + (n + 1));
        if (n % 2 == 0) Boxes.style(mark, "-fx-background-radius", "1em");
        mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        return mark;
      }
      n++;
    }
    return null;
  }

  private static String one(List<String> cells, int at) {
    var text = cells.get(at);
    return (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text).replace('\n', ' ');
  }
}

package org.vitrine.ui.data;

import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Which rows are shown: those that hold some words, or those with a problem.
final class FilterBar extends HBox {
  private final Field search;

  FilterBar(Ui ui, DataModel model) {
    Words words = ui.wordsOf(DataScreen.class);
    var waiting = Labels.caption(words.get("searching"));
    waiting.setMinWidth(USE_PREF_SIZE);
    search = new Field(Feather.SEARCH, words.get("search"), waiting);
    search.clearable(words.get("foot.all"));
    search.input().textProperty().bindBidirectional(model.query().words());
    search.input().setAccessibleText(words.get("search"));
    search.input().setTooltip(Buttons.tip(words.get("search.tip") + "  Ctrl+F"));
    Live.follow(waiting, model.query().searching(), on -> Boxes.show(waiting, on));
    var problems = Labels.fit(new ToggleButton(words.get("problems")));
    problems.getStyleClass().add("v-toggle");
    problems.setGraphic(Icons.of(Feather.FILTER));
    problems.setMinWidth(USE_PREF_SIZE);
    problems.setTooltip(Buttons.tip(words.get("problems.tip") + "  J  K"));
    problems.setOnAction(_ -> {
      boolean on = problems.isSelected();
      model.onlyProblems(on);
      problems.setSelected(on);
    });
    Live.follow(
        problems, model.only(), only -> problems.setSelected(only instanceof Only.Problems));
    Live.follow(
        problems,
        model.looked().profile(),
        _ -> {
          long count = model.looked().problems().count();
          problems.setText(
              count == 0
                  ? words.get("problems")
                  : words.get("problems") + "  " + words.count(count));
          problems.setDisable(count == 0);
        });
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Boxes.style(this, "-fx-spacing", Boxes.em(8));
    var sides = Boxes.row(0);
    Live.follow(sides, model.other(), _ -> fill(sides, model, words));
    Live.follow(sides, model.looked().profile(), _ -> fill(sides, model, words));
    getChildren().addAll(sides, Boxes.grow(search), problems);
    search.setMaxHeight(USE_PREF_SIZE);
  }

  /// A tab for each file, where there are two.
  private static void fill(HBox sides, DataModel model, Words words) {
    var learn = model.page().get();
    var other = model.other().get();
    Boxes.show(sides, learn != null && other != null);
    if (learn == null || other == null) return;
    var tabs =
        new Segments<>(model.side().get())
            .with(Side.LEARN, words.get("side.learn") + "  " + words.count(learn.rows()))
            .with(Side.MEASURE, words.get("side.measure") + "  " + words.count(other.rows()));
    tabs.value().subscribe((_, now) -> model.show(now));
    Live.follow(tabs, model.side(), now -> tabs.value().set(now));
    sides.getChildren().setAll(tabs);
  }

  void focus() {
    search.input().requestFocus();
    search.input().selectAll();
  }
}

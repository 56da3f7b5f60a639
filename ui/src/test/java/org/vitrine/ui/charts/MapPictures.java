package org.vitrine.ui.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.vitrine.core.insight.Capture;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.AttentionArrays;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.FakeAttention;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.Screenshots;

/// The maps by themselves, to be looked at.
class MapPictures {
  private static Capture capture(String text) {
    return AttentionArrays.read(
        FakeAttention.of(new FakeWorkbench().folder(), text, 12, 12), "bert");
  }

  @Test
  void maps() {
    Screenshots.of("charts-maps", MapPictures::page);
  }

  private static Parent page(Ui ui) {
    var capture =
        capture(
            ui.words().chinese()
                ? "节奏很慢，但结尾令人动容。"
                : "The film is slow, but the ending is a quiet triumph.");
    var arcs = new ArcView(ui.theme(), ui.words());
    int last = capture.tokens().size() - 1;
    arcs.show(capture.tokens(), capture.head(1, 1), Ink.VIOLET, i -> i == last, 0);
    var map = new AttentionMap(ui.theme(), ui.words());
    map.show(capture.tokens(), capture.head(0, 2), Ink.VIOLET, Scale.SQRT);
    map.focus().set(5);
    map.cell().set(new Cell(5, 3));
    var links = new LinksView(ui.theme(), ui.words());
    links.show(capture.tokens(), capture.head(0, 2), Ink.VIOLET);
    links.focus().set(5);
    var grid = new HeadGrid(ui.theme());
    var thumbs = new ArrayList<HeadGrid.Thumb>();
    for (var facts : capture.facts()) {
      var role = facts.role();
      thumbs.add(
          new HeadGrid.Thumb(
              capture.head(facts.layer(), facts.head()), role.ink(), role.code(), false, ""));
    }
    grid.show(new HeadGrid.Grid(thumbs, 12, true, Scale.SQRT, false));
    grid.selected().set(100);
    var large = new AttentionMap(ui.theme(), ui.words());
    var words = new ArrayList<String>();
    for (int i = 0; i < 120; i++) words.add("word" + (char) ('a' + i % 26));
    var lengthy = capture(String.join(" ", words).replaceAll("[0-9]", ""));
    large.show(lengthy.tokens(), lengthy.head(0, 7), Ink.BLUE, Scale.SQRT);
    var many = new LinksView(ui.theme(), ui.words());
    many.show(lengthy.tokens(), lengthy.head(0, 7), Ink.BLUE);
    var pane = new GridPane(16, 16);
    pane.setStyle("-fx-padding: 16px");
    int place = 0;
    for (Region each : List.of(grid, map, links, arcs, large, many)) {
      each.setPrefSize(place % 3 == 2 ? 390 : 480, 420);
      pane.add(each, place % 3, place / 3);
      place++;
    }
    return pane;
  }
}

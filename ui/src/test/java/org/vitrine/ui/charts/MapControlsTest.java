package org.vitrine.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.insight.Visible;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.FxTest;

/// The keys of maps, grid and lines, and what a screen reader is told.
class MapControlsTest {
  private static final List<String> TOKENS = List.of("the", "quiet", "triumph");
  private static final HeadMap MAP =
      new HeadMap(
          new float[] {1, 0, 0, 0.5f, 0.5f, 0, 0.2f, 0.3384f, 0.4616f}, 0, Visible.of(3, true));

  private static Ui ui() {
    var ui = Ui.of(new FakeWorkbench(), Latest.inline());
    ui.words().speak(Locale.ENGLISH);
    return ui;
  }

  private static void press(javafx.scene.Node node, KeyCode... codes) {
    for (var code : codes)
      Event.fireEvent(
          node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  @Test
  void arrows_walk_the_cells_of_a_map_and_enter_chooses_the_row() {
    FxTest.run(() -> {
      var ui = ui();
      var map = new AttentionMap(ui.theme(), ui.words());
      map.show(TOKENS, MAP, Ink.VIOLET, Scale.SQRT);
      press(map, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT);
      assertThat(map.cell().get()).isEqualTo(new Cell(2, 1));
      assertThat(map.cellText()).isEqualTo("triumph → quiet  0.3384");
      assertThat(map.cellSentence()).isEqualTo("Token 2 reads 34 % from token 1");
      assertThat(map.getAccessibleText()).contains("0.3384");
      press(map, KeyCode.ENTER);
      assertThat(map.focus().get()).isEqualTo(2);
      press(map, KeyCode.ENTER);
      assertThat(map.focus().get()).isEqualTo(-1);
    });
  }

  @Test
  void a_masked_cell_has_no_value() {
    FxTest.run(() -> {
      var ui = ui();
      var map = new AttentionMap(ui.theme(), ui.words());
      map.show(TOKENS, MAP, Ink.VIOLET, Scale.SQRT);
      map.cell().set(new Cell(0, 2));
      assertThat(map.cellText()).isEqualTo("the → triumph");
      assertThat(map.cellSentence()).isEqualTo("hidden from it");
    });
  }

  @Test
  void copying_a_cell_gives_its_tokens_and_its_value() {
    FxTest.run(() -> {
      var ui = ui();
      var map = new AttentionMap(ui.theme(), ui.words());
      var copied = new ArrayList<String>();
      map.copiesTo(copied::add);
      map.show(TOKENS, MAP, Ink.VIOLET, Scale.SQRT);
      map.cell().set(new Cell(2, 2));
      Event.fireEvent(
          map, new KeyEvent(KeyEvent.KEY_PRESSED, "c", "c", KeyCode.C, false, true, false, false));
      assertThat(copied).containsExactly("triumph → triumph  0.4616");
    });
  }

  @Test
  void a_new_text_of_another_length_lets_go_of_the_old_cell() {
    FxTest.run(() -> {
      var ui = ui();
      var map = new AttentionMap(ui.theme(), ui.words());
      map.show(TOKENS, MAP, Ink.VIOLET, Scale.SQRT);
      map.cell().set(new Cell(2, 2));
      map.show(
          List.of("a"),
          new HeadMap(new float[] {1}, 0, Visible.of(1, true)),
          Ink.VIOLET,
          Scale.SQRT);
      assertThat(map.cell().get()).isNull();
      assertThat(map.cellText()).isEmpty();
    });
  }

  @Test
  void arrows_walk_the_heads_and_enter_opens_one() {
    FxTest.run(() -> {
      var ui = ui();
      var grid = new HeadGrid(ui.theme());
      var thumbs = new ArrayList<HeadGrid.Thumb>();
      for (int k = 0; k < 6; k++)
        thumbs.add(new HeadGrid.Thumb(MAP, Ink.BLUE, "Pv", false, "head " + k));
      grid.show(new HeadGrid.Grid(thumbs, 3, true, Scale.SQRT, false));
      grid.selected().set(0);
      var opened = new ArrayList<Integer>();
      grid.onOpen(opened::add);
      press(grid, KeyCode.DOWN, KeyCode.RIGHT, KeyCode.DOWN);
      assertThat(grid.selected().get()).isEqualTo(4);
      assertThat(grid.getAccessibleText()).isEqualTo("head 4");
      press(grid, KeyCode.ENTER);
      assertThat(opened).containsExactly(4);
    });
  }

  @Test
  void arcs_and_lines_say_what_the_focused_token_reads() {
    FxTest.run(() -> {
      var ui = ui();
      var arcs = new ArcView(ui.theme(), ui.words());
      arcs.show(TOKENS, MAP, Ink.VIOLET, i -> i == 0, 1);
      press(arcs, KeyCode.RIGHT);
      assertThat(arcs.getAccessibleText()).isEqualTo("triumph reads triumph 0.46, quiet 0.34.");
      var lines = new LinksView(ui.theme(), ui.words());
      lines.show(TOKENS, MAP, Ink.VIOLET);
      press(lines, KeyCode.DOWN, KeyCode.DOWN);
      assertThat(lines.getAccessibleText()).isEqualTo("quiet reads the 0.50, quiet 0.50.");
      ui.words().speak(Locale.SIMPLIFIED_CHINESE);
      arcs.focus().set(1);
      assertThat(arcs.getAccessibleText()).isEqualTo("quiet 读取 quiet 0.50。");
    });
  }

  @Test
  void everything_can_be_drawn_in_a_room_of_any_size() {
    FxTest.run(() -> {
      var ui = ui();
      var map = new AttentionMap(ui.theme(), ui.words());
      map.show(TOKENS, MAP, Ink.VIOLET, Scale.ROW);
      var lines = new LinksView(ui.theme(), ui.words());
      lines.show(TOKENS, MAP, Ink.VIOLET);
      var arcs = new ArcView(ui.theme(), ui.words());
      arcs.show(TOKENS, MAP, Ink.VIOLET, _ -> false, 0);
      for (var each : List.of(map, lines, arcs)) {
        var box = new HBox(each);
        var scene = new Scene(box, 1000, 700);
        for (double side : new double[] {0, 5, 40, 300}) {
          each.resize(side, side);
          each.redraw();
          each.layout();
          assertThat(scene.getRoot().getChildrenUnmodifiable()).contains(each);
        }
      }
    });
  }

  @Test
  void speaks_both_languages() {
    BothLanguages.speaks(LossChart.class);
  }
}

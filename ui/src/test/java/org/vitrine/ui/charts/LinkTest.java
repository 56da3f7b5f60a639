package org.vitrine.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Visible;

class LinkTest {
  private final HeadMap map =
      new HeadMap(
          new float[] {0.1f, 0.6f, 0.3f, 0.5f, 0.5f, 0, 0, 0.05f, 0.95f}, 0, Visible.of(3, false));

  @Test
  void the_strongest_come_first_and_the_weak_not_at_all() {
    assertThat(Link.ofRow(map, 0, 2, 0.07, _ -> false))
        .containsExactly(new Link(0, 1, 0.6f), new Link(0, 2, 0.3f));
    assertThat(Link.ofRow(map, 2, 5, 0.07, _ -> false)).containsExactly(new Link(2, 2, 0.95f));
  }

  @Test
  void separators_can_be_left_out() {
    assertThat(Link.ofRow(map, 0, 5, 0, j -> j == 2)).extracting(Link::to).containsExactly(1, 0);
  }

  @Test
  void equal_weights_keep_the_order_of_the_text() {
    assertThat(Link.ofRow(map, 1, 2, 0.1, _ -> false)).extracting(Link::to).containsExactly(0, 1);
  }

  @Test
  void of_all_rows_the_strongest_twelve_say() {
    assertThat(Link.ofAll(map, 2, 0, _ -> false)).extracting(Link::from).containsExactly(2, 0);
  }

  @Test
  void zooming_keeps_what_lies_under_the_pointer_and_stays_inside() {
    var view = MapView.whole(100, 100).zoom(2, 0.25, 0.5);
    assertThat(view).isEqualTo(new MapView(100, 100, 25, 12.5, 0.5));
    assertThat(view.move(1000, -1000)).isEqualTo(new MapView(100, 100, 50, 0, 0.5));
    assertThat(view.zoom(0.1, 0, 0)).isEqualTo(MapView.whole(100, 100));
    assertThat(view.showing(new Cell(90, 99))).isEqualTo(new MapView(100, 100, 41, 50, 0.5));
  }
}

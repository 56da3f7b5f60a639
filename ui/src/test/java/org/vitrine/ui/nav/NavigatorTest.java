package org.vitrine.ui.nav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

class NavigatorTest {
  private static final class Page implements Screen {
    final Place place;
    final List<String> heard = new ArrayList<>();
    Object scroll = 0;

    Page(Place place) {
      this.place = place;
    }

    @Override
    public boolean shows(Route route) {
      return Place.of(route) == place;
    }

    @Override
    public void enter(Route route) {
      heard.add(route.toString());
      scroll = 0;
    }

    @Override
    public Node view() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object state() {
      return scroll;
    }

    @Override
    public void restore(Object state) {
      scroll = state;
    }
  }

  private final Page models = new Page(Place.MODELS);
  private final Page runs = new Page(Place.RUNS);
  private final Navigator navigator = new Navigator();

  {
    navigator.register(List.of(models, runs));
  }

  @Test
  void walks_back_to_the_same_scroll_and_forward_again() {
    navigator.go(new Route.Models("a"));
    models.scroll = 40;
    navigator.go(new Route.Models("b"));
    models.scroll = 70;
    navigator.go(new Route.Runs());
    navigator.back();
    assertThat(navigator.route().get()).isEqualTo(new Route.Models("b"));
    assertThat(models.scroll).isEqualTo(70);
    navigator.back();
    assertThat(models.scroll).isEqualTo(40);
    navigator.forward();
    assertThat(navigator.route().get()).isEqualTo(new Route.Models("b"));
    assertThat(models.scroll).isEqualTo(70);
  }

  @Test
  void a_new_way_forgets_the_way_forward() {
    navigator.go(new Route.Models("a"));
    navigator.go(new Route.Runs());
    navigator.back();
    navigator.go(new Route.RunPage("r"));
    assertThat(navigator.canGoForward().get()).isFalse();
    assertThat(navigator.canGoBack().get()).isTrue();
  }

  @Test
  void stays_where_it_is_for_a_place_that_no_screen_shows() {
    navigator.go(new Route.Runs());
    navigator.go(new Route.Home());
    assertThat(navigator.route().get()).isEqualTo(new Route.Runs());
  }
}

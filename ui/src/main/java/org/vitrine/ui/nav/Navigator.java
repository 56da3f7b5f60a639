package org.vitrine.ui.nav;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The way through the window, with the way back. Each step back brings the state in which its screen was left.
public final class Navigator {
  private static final int STEPS = 100;

  private record Visit(Route route, @Nullable Object state) {}

  private final List<Screen> screens = new ArrayList<>();
  private final Deque<Visit> back = new ArrayDeque<>();
  private final Deque<Visit> forward = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<@Nullable Route> route = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Screen> screen = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();

  public void register(List<Screen> all) {
    screens.addAll(all);
  }

  public List<Screen> screens() {
    return List.copyOf(screens);
  }

  public ReadOnlyObjectProperty<@Nullable Route> route() {
    return route.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Screen> screen() {
    return screen.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canGoForward() {
    return canGoForward.getReadOnlyProperty();
  }

  /// Whether some screen shows this.
  public boolean knows(Route to) {
    return screens.stream().anyMatch(s -> s.shows(to));
  }

  /// Nothing happens for a route that no screen shows.
  public void go(Route to) {
    if (!knows(to)) return;
    var here = visit();
    if (here != null && !here.route().equals(to)) {
      back.push(here);
      if (back.size() > STEPS) back.removeLast();
      forward.clear();
    }
    show(new Visit(to, null));
  }

  /// Says that the screen now stands for another route, without a step in the way back: after a choice inside a page.
  public void settle(Route here) {
    route.set(here);
  }

  public void back() {
    walk(back, forward);
  }

  public void forward() {
    walk(forward, back);
  }

  private void walk(Deque<Visit> from, Deque<Visit> to) {
    if (from.isEmpty()) return;
    var here = visit();
    if (here != null) to.push(here);
    show(from.pop());
  }

  private @Nullable Visit visit() {
    var now = route.get();
    var shown = screen.get();
    return now == null || shown == null ? null : new Visit(now, shown.state());
  }

  private void show(Visit visit) {
    var next = screens.stream().filter(s -> s.shows(visit.route())).findFirst().orElseThrow();
    var last = screen.get();
    if (last != null && last != next) last.leave();
    next.enter(visit.route());
    if (visit.state() != null) next.restore(visit.state());
    screen.set(next);
    route.set(visit.route());
    canGoBack.set(!back.isEmpty());
    canGoForward.set(!forward.isEmpty());
  }
}

package org.vitrine.ui.nav;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.history.Changes;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Latest;

/// All runs as the history tells of them, looked at four times a second off the window's thread. One for the whole window:
/// screens listen here and do not ask on their own.
public final class Feed {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final History history;
  private final Latest latest;
  private final ObservableList<RunHead> runs = FXCollections.observableArrayList();
  private final List<Consumer<Changes>> listeners = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private long cursor;

  public Feed(History history, Latest latest) {
    this.history = history;
    this.latest = latest;
  }

  /// Looks again and again from now on. On the window's thread.
  public void start() {
    var clock =
        new Timeline(new KeyFrame(javafx.util.Duration.millis(PAUSE.toMillis()), _ -> look()));
    clock.setCycleCount(Timeline.INDEFINITE);
    clock.play();
    look();
  }

  /// Looks once, unless a look is still under way.
  public void look() {
    if (latest.busy("feed")) return;
    latest.run("feed", () -> history.changes(cursor), this::take, trouble::set);
  }

  private void take(Changes changes) {
    trouble.set(null);
    cursor = changes.cursor();
    if (changes.isEmpty()) return;
    if (!changes.runs().isEmpty()) {
      var all = new ArrayList<>(runs);
      for (var head : changes.runs()) {
        all.removeIf(r -> r.id().equals(head.id()));
        if (head.deleted() == null) all.add(head);
      }
      all.sort(
          Comparator.comparing(RunHead::created)
              .reversed()
              .thenComparing(RunHead::id, Comparator.reverseOrder()));
      runs.setAll(all);
    }
    for (var listener : List.copyOf(listeners)) listener.accept(changes);
  }

  /// Newest first, without those in the bin.
  public ObservableList<RunHead> runs() {
    return runs;
  }

  /// The run that a worker holds now, the newest of several.
  public Optional<RunHead> alive() {
    return runs.stream().filter(r -> r.status().alive()).findFirst();
  }

  /// Hears of everything new, on the window's thread, until it is removed.
  public void listen(Consumer<Changes> listener) {
    listeners.add(listener);
  }

  public void forget(Consumer<Changes> listener) {
    listeners.remove(listener);
  }

  /// Why the history cannot be read, null while it can.
  public ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}

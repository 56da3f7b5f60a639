package org.vitrine.ui.kit;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.util.Subscription;

/// Views that follow what lives longer than they do: they listen only while they are in a window, so that a view that was
/// replaced (by a change of language) hears nothing more and can go.
public final class Live {
  private Live() {}

  /// Hears the value now, whenever the node comes into a window, and after each change while it is in one.
  public static <T> void follow(Node node, ObservableValue<T> value, Consumer<? super T> view) {
    view.accept(value.getValue());
    whileShown(node, () -> value.subscribe(view::accept));
  }

  public static void follow(Node node, ObservableList<?> list, Runnable view) {
    view.run();
    whileShown(
        node,
        () -> {
          view.run();
          return list.subscribe(view);
        });
  }

  /// Makes a subscription each time the node comes into a window and ends it when it leaves.
  public static void whileShown(Node node, Supplier<Subscription> subscribe) {
    Subscription[] now = new Subscription[1];
    node.sceneProperty()
        .subscribe(scene -> {
          if (now[0] != null) now[0].unsubscribe();
          now[0] = scene == null ? null : subscribe.get();
        });
  }
}

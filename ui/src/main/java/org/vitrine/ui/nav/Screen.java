package org.vitrine.ui.nav;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.vitrine.ui.kit.Action;

/// A page of the window: one long-lived view model and views over it. Made once with the [Ui]; must be cheap to make.
///
/// All methods are called on the window's thread. [#view] is called again after a change of language; it must take all state
/// from the view model.
public interface Screen {
  boolean shows(Route route);

  /// Somebody came here, or came again with another route. Returns at once; what takes time arrives later.
  void enter(Route route);

  /// Somebody went elsewhere. Work that nobody needs then may end.
  default void leave() {}

  Node view();

  /// The last word of the breadcrumb, empty for none: a model's name, a run's name.
  default ReadOnlyStringProperty title() {
    return NO_TITLE;
  }

  /// What can be done here besides what can be done everywhere; asked each time after [#enter].
  default List<Action> actions() {
    return List.of();
  }

  /// What must come back when one walks back here: scroll, selection, mode. A record of plain values.
  default @Nullable Object state() {
    return null;
  }

  /// @param state what [#state] once gave
  default void restore(Object state) {}

  /// Takes a dropped file or folder.
  ///
  /// @return false if this screen has no use for it
  default boolean drop(Path path) {
    return false;
  }

  /// Puts the cursor into this screen's filter, if it has one (Ctrl+F).
  default void filter() {}

  /// Closes the topmost thing that this screen has open.
  ///
  /// @return false if nothing was open
  default boolean escape() {
    return false;
  }

  /// Says what the page is about (F1).
  ///
  /// @return a text key of the screen's own, empty for none
  default String help() {
    return "";
  }

  ReadOnlyStringProperty NO_TITLE = new ReadOnlyStringWrapper("").getReadOnlyProperty();
}

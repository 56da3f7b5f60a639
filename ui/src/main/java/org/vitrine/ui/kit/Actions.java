package org.vitrine.ui.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// All that can be done now: actions that always stand, and sources asked each time the palette opens (runs, models).
public final class Actions {
  private final Map<String, Action> standing = new LinkedHashMap<>();
  private final List<Supplier<List<Action>>> sources = new ArrayList<>();
  private List<Action> ofScreen = List.of();

  public void add(Action... actions) {
    for (var action : actions) standing.put(action.id(), action);
  }

  /// @param source answers at once, from what it already has
  public void addSource(Supplier<List<Action>> source) {
    sources.add(source);
  }

  /// The actions of the screen that shows now; they replace those of the one before.
  public void ofScreen(List<Action> actions) {
    ofScreen = List.copyOf(actions);
  }

  public List<Action> all() {
    var all = new ArrayList<>(ofScreen);
    all.addAll(standing.values());
    for (var source : sources) all.addAll(source.get());
    return all;
  }

  public @Nullable Action find(String id) {
    return ofScreen.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseGet(() -> standing.get(id));
  }

  /// Does what this key stands for. The screen's own keys come first.
  ///
  /// @param typing whether a text field has the focus: then keys without Ctrl, Alt or a function key are text
  /// @return whether somebody took it
  public boolean press(KeyEvent event, boolean typing) {
    boolean letter =
        !event.isShortcutDown()
            && !event.isAltDown()
            && !event.isControlDown()
            && !event.getCode().isFunctionKey();
    if (typing && letter) return false;
    for (var list : List.of(ofScreen, List.copyOf(standing.values()))) {
      for (var action : list) {
        if (action.key() != null && action.key().match(event) && action.enabled().getAsBoolean()) {
          action.run();
          return true;
        }
      }
    }
    return false;
  }

  /// A button for a standing action, with its key in the tooltip.
  public Button button(String id) {
    var action = Objects.requireNonNull(find(id), id);
    var button = Buttons.plain(action.name(), action.icon(), action::run);
    if (action.key() != null)
      button.setTooltip(Buttons.tip(action.name() + "  " + action.keyText()));
    return button;
  }
}

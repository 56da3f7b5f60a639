package org.vitrine.ui.kit;

import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Settings;

/// The settings as the window sees them: changed at once, kept at once.
public final class Preferences {
  private final Home home;
  private final ObjectProperty<Settings> now;

  public Preferences(Home home) {
    this.home = home;
    this.now = new SimpleObjectProperty<>(read(home));
  }

  private static Settings read(Home home) {
    try {
      return Settings.of(home);
    } catch (Problem e) {
      LoggerFactory.getLogger(Preferences.class)
          .warn("Settings cannot be read, the defaults are used", e);
      return Settings.DEFAULTS;
    }
  }

  public Settings get() {
    return now.get();
  }

  public ReadOnlyObjectProperty<Settings> property() {
    return now;
  }

  /// @throws Problem if a value makes no sense; a disk that cannot be written is only logged, the change still counts
  public void change(UnaryOperator<Settings> change) {
    var next = change.apply(now.get());
    if (next.equals(now.get())) return;
    now.set(next);
    try {
      next.save(home);
    } catch (Problem e) {
      LoggerFactory.getLogger(Preferences.class).warn("Settings cannot be kept", e);
    }
  }

  /// @param name in snake case, as in `settings.json`
  public void set(String name, Object value) {
    change(s -> s.with(name, value));
  }

  /// What a screen keeps for next time.
  ///
  /// @param name begins with the screen's: `models.tab`
  public void remember(String name, Object value) {
    change(s -> s.remember(name, value));
  }

  public <T> @Nullable T recall(String name, Class<T> type) {
    return get().recall(name, type);
  }
}

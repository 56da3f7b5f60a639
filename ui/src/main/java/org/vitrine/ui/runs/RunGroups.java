package org.vitrine.ui.runs;

import java.util.Comparator;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.RunHead;
import org.vitrine.ui.kit.Preferences;

/// By what runs stand together in the table; within a group the table's own order holds.
final class RunGroups {
  private static final String KEPT = "runs.group";

  enum By {
    NONE,
    MODEL,
    DATA,
    STATE;

    String key() {
      return "group." + name().toLowerCase(Locale.ROOT);
    }

    String of(RunHead run) {
      return switch (this) {
        case NONE -> "";
        case MODEL -> Faces.file(run.model());
        case DATA -> Faces.file(run.data());
        case STATE -> String.format(Locale.ROOT, "%02d", run.status().ordinal());
      };
    }
  }

  private final Preferences preferences;
  private final ReadOnlyObjectWrapper<By> by = new ReadOnlyObjectWrapper<>(By.NONE);

  RunGroups(Preferences preferences) {
    this.preferences = preferences;
    var kept = preferences.recall(KEPT, By.class);
    if (kept != null) by.set(kept);
  }

  void group(By wanted) {
    by.set(wanted);
    preferences.remember(KEPT, wanted);
  }

  /// The group first, then this order.
  @Nullable Comparator<RunHead> before(@Nullable Comparator<RunHead> order) {
    var now = by.get();
    if (now == By.NONE) return order;
    Comparator<RunHead> group = Comparator.comparing(now::of);
    return order == null ? group : group.thenComparing(order);
  }

  boolean together(RunHead a, RunHead b) {
    return by.get().of(a).equals(by.get().of(b));
  }

  ReadOnlyObjectProperty<By> by() {
    return by.getReadOnlyProperty();
  }
}

package org.vitrine.ui.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// All models of this computer in groups, those that match a filter, in an order.
final class ModelIndex {
  static final List<String> SOURCES = List.of("starter", "folder", "run", "cache");
  static final String ALL = "all";

  /// Within a group.
  enum Order {
    FOUND((_, _) -> 0),
    NAME(Comparator.comparing(h -> h.name().toLowerCase(Locale.ROOT))),
    SIZE(Comparator.comparingLong(ModelHead::parameters).reversed());

    private final Comparator<ModelHead> by;

    Order(Comparator<ModelHead> by) {
      this.by = by;
    }

    String key() {
      return "order." + name().toLowerCase(Locale.ROOT);
    }
  }

  /// A line of the list: a group's name, or a model.
  sealed interface Line {
    record Group(String source, int count) implements Line {}

    record Entry(ModelHead head) implements Line {}
  }

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty group = new SimpleStringProperty(ALL);
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.FOUND);
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private boolean listed;

  ModelIndex(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
    var remembered = new Remembered(preferences);
    group.set(remembered.group());
    order.set(remembered.order());
    filter.subscribe((_, _) -> arrange());
    group.subscribe((_, now) -> {
      remembered.group(now);
      arrange();
    });
    order.subscribe((_, now) -> {
      remembered.order(now);
      arrange();
    });
  }

  /// Reads the list anew.
  void read(Runnable done) {
    var folders = preferences.get().modelFolders();
    latest.ask(
        "models.list",
        () -> workbench.ask(new Request.ListModels(folders)),
        found -> {
          trouble.set(null);
          listed = true;
          models.setAll(found.models());
          arrange();
          done.run();
        },
        trouble::set);
  }

  private void arrange() {
    var words = filter.get().strip().toLowerCase(Locale.ROOT);
    var all = new ArrayList<Line>();
    for (var source : SOURCES) {
      if (!group.get().equals(ALL) && !group.get().equals(source)) continue;
      var some =
          models.stream()
              .filter(m -> m.source().equals(source) && matches(m, words))
              .sorted(order.get().by)
              .toList();
      if (some.isEmpty()) continue;
      all.add(new Line.Group(source, some.size()));
      for (var head : some) all.add(new Line.Entry(head));
    }
    lines.setAll(all);
  }

  private static boolean matches(ModelHead model, String words) {
    var all =
        (model.name() + " " + model.path() + " " + model.family() + " " + model.head())
            .toLowerCase(Locale.ROOT);
    for (var word : words.split("\\s+")) if (!all.contains(word)) return false;
    return true;
  }

  Optional<ModelHead> head(String path) {
    return models.stream().filter(m -> m.path().equals(path)).findFirst();
  }

  /// Whether the list was read at least once.
  boolean listed() {
    return listed;
  }

  ObservableList<ModelHead> models() {
    return models;
  }

  ObservableList<Line> lines() {
    return lines;
  }

  StringProperty filter() {
    return filter;
  }

  /// `all`, or one of [#SOURCES].
  StringProperty group() {
    return group;
  }

  ObjectProperty<Order> order() {
    return order;
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}

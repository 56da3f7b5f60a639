package org.vitrine.ui.models;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Request.Detokenized;
import org.vitrine.ui.kit.Latest;

/// Token numbers, and the text that the tokenizer of the chosen model makes of them.
final class WayBack {
  private static final Duration TYPING = Duration.ofMillis(150);
  private static final String NAME = "models.text";

  /// More numbers than anybody types.
  private static final int MOST = 10_000;

  private final Workbench workbench;
  private final Latest latest;
  private final StringProperty numbers = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Detokenized> found = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private String model = "";

  WayBack(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
    numbers.subscribe(_ -> read());
  }

  /// @param path of the model whose tokenizer is tried, empty for none
  void of(String path) {
    model = path;
    found.set(null);
    read();
  }

  private void read() {
    trouble.set(null);
    var path = model;
    var ids = ids(numbers.get());
    if (ids.isEmpty() || ids.get().isEmpty() || path.isEmpty()) {
      latest.cancel(NAME);
      found.set(null);
      if (ids.isEmpty()) trouble.set(new Problem("ui.token_numbers"));
      return;
    }
    latest.askAfter(
        TYPING,
        NAME,
        () -> workbench.ask(new Request.Detokenize(path, ids.get())),
        found::set,
        problem -> {
          found.set(null);
          trouble.set(problem);
        });
  }

  /// Whole numbers between spaces, commas or brackets; empty if there is anything else.
  static Optional<List<Long>> ids(String text) {
    var ids = new ArrayList<Long>();
    for (var part : text.split("[\\s,;\\[\\]()，、]+")) {
      if (part.isEmpty()) continue;
      if (!part.matches("\\d{1,10}") || ids.size() == MOST) return Optional.empty();
      ids.add(Long.parseLong(part));
    }
    return Optional.of(ids);
  }

  /// Token numbers as they are typed.
  StringProperty numbers() {
    return numbers;
  }

  ReadOnlyObjectProperty<@Nullable Detokenized> found() {
    return found.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}

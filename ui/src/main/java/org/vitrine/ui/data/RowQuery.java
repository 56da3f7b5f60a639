package org.vitrine.ui.data;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Recipe.Source;
import org.vitrine.ui.kit.Latest;

/// Words that a row must hold to be shown, and the search for such rows.
final class RowQuery {
  private static final Duration TYPING = Duration.ofMillis(250);
  private static final int MOST_FOUND = 10_000;

  private final Workbench workbench;
  private final Latest latest;
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final StringProperty words = new SimpleStringProperty("");

  RowQuery(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  void search(Source file, Consumer<Only.Found> found, Consumer<Problem> trouble) {
    var asked = words.get();
    searching.set(true);
    latest.askAfter(
        TYPING,
        "data.find",
        () -> workbench.ask(new Request.FindRows(file, asked, MOST_FOUND)),
        reply -> {
          searching.set(false);
          found.accept(new Only.Found(asked, reply.rows(), reply.count()));
        },
        problem -> {
          searching.set(false);
          trouble.accept(problem);
        });
  }

  void stop() {
    latest.cancel("data.find");
    searching.set(false);
  }

  /// Asks for rows of one class.
  void ofClass(String label) {
    words.set("label=" + (label.contains(" ") ? "\"" + label + "\"" : label));
  }

  StringProperty words() {
    return words;
  }

  ReadOnlyBooleanProperty searching() {
    return searching.getReadOnlyProperty();
  }
}

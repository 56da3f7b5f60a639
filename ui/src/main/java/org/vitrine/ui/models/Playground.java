package org.vitrine.ui.models;

import java.time.Duration;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.ui.kit.Latest;

/// A text, and what the tokenizer of the chosen model makes of it.
final class Playground {
  private static final Duration TYPING = Duration.ofMillis(150);

  private final Workbench workbench;
  private final Latest latest;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable TokenList> tokens = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final WayBack back;
  private String model = "";

  Playground(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
    back = new WayBack(workbench, latest);
    text.subscribe(_ -> tokenize());
  }

  /// @param path of the model whose tokenizer is tried, empty for none
  void of(String path) {
    model = path;
    back.of(path);
    tokens.set(null);
    tokenize();
  }

  private void tokenize() {
    var now = text.get();
    var path = model;
    trouble.set(null);
    if (now.isEmpty() || path.isEmpty()) {
      latest.cancel("models.tokens");
      tokens.set(null);
      return;
    }
    latest.askAfter(
        TYPING,
        "models.tokens",
        () -> workbench.ask(new Request.Tokenize(path, now, null, 0)),
        tokens::set,
        problem -> {
          tokens.set(null);
          trouble.set(problem);
        });
  }

  /// From numbers to text.
  WayBack back() {
    return back;
  }

  /// Puts the numbers of the tokens that are shown where the way back begins.
  void turn() {
    var now = tokens.get();
    if (now == null) return;
    back.numbers()
        .set(
            now.tokens().stream()
                .map(token -> String.valueOf(token.id()))
                .collect(Collectors.joining(" ")));
  }

  StringProperty text() {
    return text;
  }

  ReadOnlyObjectProperty<@Nullable TokenList> tokens() {
    return tokens.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }
}

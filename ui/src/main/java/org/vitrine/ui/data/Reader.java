package org.vitrine.ui.data;

import java.time.Duration;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// The model whose tokenizer reads the rows, and one row as it reads it.
final class Reader {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Workbench workbench;
  private final Latest latest;
  private final Preferences preferences;
  private final ReadOnlyObjectWrapper<@Nullable TokenList> tokens = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable String> model = new SimpleObjectProperty<>();
  private @Nullable String offered;
  private final ObservableList<ModelHead> models = FXCollections.observableArrayList();

  Reader(Workbench workbench, Latest latest, Preferences preferences) {
    this.workbench = workbench;
    this.latest = latest;
    this.preferences = preferences;
  }

  /// Finds the models whose tokenizer can count, once.
  void find() {
    if (!models.isEmpty()) return;
    latest.ask(
        "data.models",
        () -> workbench.ask(new Request.ListModels(preferences.get().modelFolders())),
        found -> {
          models.setAll(found.models().stream().filter(m -> m.problem() == null).toList());
          if (model.get() == null && !models.isEmpty()) offer(models.getFirst());
        },
        _ -> {});
  }

  void read(String text, String pair) {
    var now = model.get();
    if (now == null || text.isBlank()) {
      latest.cancel("data.tokens");
      tokens.set(null);
      return;
    }
    latest.askAfter(
        PAUSE,
        "data.tokens",
        () -> workbench.ask(new Request.Tokenize(now, text, pair.isBlank() ? null : pair, 0)),
        found -> {
          tokens.set(found);
          if (now.equals(offered) && mostlyUnknown(found)) offerAnother();
        },
        _ -> tokens.set(null));
  }

  /// Whether the vocabulary is one for another script than the text's.
  private static boolean mostlyUnknown(TokenList list) {
    long words = list.tokens().stream().filter(t -> !t.special()).count();
    return 2 * list.tokens().stream().filter(Token::unknown).count() > words;
  }

  /// The next starter, unless somebody chose one or all were tried.
  private void offerAnother() {
    var starters = models.stream().filter(m -> m.source().equals("starter")).toList();
    for (int i = 0; i + 1 < starters.size(); i++) {
      if (starters.get(i).path().equals(offered)) {
        offer(starters.get(i + 1));
        return;
      }
    }
  }

  private void offer(ModelHead head) {
    offered = head.path();
    model.set(offered);
  }

  ObservableList<ModelHead> models() {
    return models;
  }

  /// Folder of the model.
  ObjectProperty<@Nullable String> model() {
    return model;
  }

  ReadOnlyObjectProperty<@Nullable TokenList> tokens() {
    return tokens.getReadOnlyProperty();
  }
}

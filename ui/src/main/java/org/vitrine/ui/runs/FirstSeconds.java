package org.vitrine.ui.runs;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.Run;
import org.vitrine.core.history.RunStatus;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Empty;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Stands where the curve will be until it has a point: how far the run has come, in four steps.
final class FirstSeconds extends Card {
  private static final String[] STEPS = {"data", "model", "step", "curve"};

  private final Words words;
  private String shown = "";

  FirstSeconds(Ui ui) {
    words = ui.wordsOf(FirstSeconds.class);
    Boxes.minHeight(this, 300);
    setAlignment(Pos.CENTER);
  }

  void refresh(Run run) {
    // a worker tells of its start once data and model are ready
    int done = run.head().started() == null ? 0 : run.head().step() > 0 ? 3 : 2;
    boolean waits = run.head().status() == RunStatus.QUEUED;
    var state = run.head().id() + done + waits + run.head().status().alive();
    if (state.equals(shown)) return;
    shown = state;
    if (!run.head().status().alive() && !waits) {
      getChildren()
          .setAll(
              new Empty(
                  Feather.TRENDING_DOWN, words.get("first.none"), words.get("first.none.text")));
      return;
    }
    var row = Boxes.row(28);
    row.setAlignment(Pos.CENTER);
    for (int i = 0; i < STEPS.length; i++)
      row.getChildren().add(step(words.get("first." + STEPS[i]), i < done, i == done && !waits));
    row.setMaxWidth(HBox.USE_PREF_SIZE);
    var key = waits ? "first.queued" : "first." + done;
    var told =
        run.events().stream()
            .filter(e -> e.kind().equals("started") || e.kind().equals("noted"))
            .map(e -> Faces.sentence(e, words))
            .reduce("", (a, b) -> a.isEmpty() ? b : a + words.get("first.join") + b);
    var sentence = told.isEmpty() ? words.get(key + ".text") : told;
    getChildren().setAll(new Empty(row, words.get(key), sentence));
  }

  private static Node step(String name, boolean done, boolean now) {
    var ring = new Label();
    if (done) ring.setGraphic(Icons.of(Feather.CHECK, Tone.GOOD));
    Boxes.classes(ring, "v-step", done ? "v-step-done" : now ? "v-step-next" : "v-step-open");
    var box = Boxes.column(6, ring, Labels.of(name, "v-caption", done || now ? "" : "v-muted"));
    box.setAlignment(Pos.CENTER);
    return box;
  }
}

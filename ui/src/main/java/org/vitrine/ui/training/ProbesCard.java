package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Sentences that are watched while the model learns.
final class ProbesCard extends Card {
  private final TrainModel model;
  private final Words words;
  private final VBox list = Boxes.column(7);
  private boolean typing;

  ProbesCard(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    var add =
        Buttons.link(
            words.get("probes.add"),
            () -> change(all -> all.add(new Recipe.Probe("", null, null))));
    add.setGraphic(Boxes.classes(org.vitrine.ui.kit.Icons.of(Feather.PLUS), "v-accent"));
    getChildren()
        .addAll(
            Labels.heading(words.get("probes")),
            Labels.wrapped(words.get("probes.text"), "v-caption", "v-muted"),
            list,
            add);
    Live.follow(this, model.recipe().map(Recipe::probes), this::fill);
  }

  private void change(java.util.function.Consumer<List<Recipe.Probe>> change) {
    var all = new ArrayList<>(model.recipe().get().probes());
    change.accept(all);
    model.probes(all);
  }

  private void fill(List<Recipe.Probe> probes) {
    if (typing) return;
    list.getChildren().clear();
    for (int i = 0; i < probes.size(); i++) {
      int at = i;
      var input = new TextField(probes.get(i).text());
      Field.fit(input);
      input.setPromptText(words.get("probes.prompt"));
      input
          .textProperty()
          .subscribe((_, now) -> {
            typing = true;
            change(
                all -> all.set(at, new Recipe.Probe(now, all.get(at).pair(), all.get(at).label())));
            typing = false;
          });
      list.getChildren()
          .add(
              Boxes.row(
                  6,
                  Boxes.grow(input),
                  Buttons.icon(
                      Feather.X, words.get("probes.remove"), () -> change(all -> all.remove(at)))));
      if (probes.get(i).text().isEmpty() && i == probes.size() - 1) input.requestFocus();
    }
  }
}

package org.vitrine.ui.training;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The form at the left, what it would need at the right; one below the other where the window is narrow.
final class TrainPane extends StackPane {
  private static final double SIDE = 400, LEAST = 620;

  private final Ui ui;
  private final TrainModel model;
  private final Words words;
  private final VBox main;
  private final VBox side;
  private final SettingRows rows;
  private final ChoiceCards cards;
  private String shown = "";
  private boolean narrow;

  TrainPane(Ui ui, TrainModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    rows = new SettingRows(ui, model);
    cards = new ChoiceCards(ui, model);
    var differing = Boxes.row(6);
    main =
        new VBox(
            TrainHead.of(ui, model, words),
            cards,
            Labels.of(words.get("start.from"), "v-caption", "v-strong", "v-muted"),
            new PresetCards(ui, model),
            differing,
            rows);
    main.getStyleClass().add("v-train-main");
    side =
        new VBox(
            new NeedCard(ui, model),
            new TimeCard(ui, model),
            new ProbesCard(ui, model),
            new StartBox(ui, model, this::jump, rows::mend));
    side.getStyleClass().add("v-train-side");
    arrange(false);
    widthProperty().subscribe(w -> choose(w.doubleValue()));
    Live.follow(this, ui.theme().scale(), _ -> choose(getWidth()));
    Live.follow(differing, model.recipe(), _ -> differing(differing));
    Live.follow(differing, model.preset(), _ -> differing(differing));
  }

  private void differing(HBox row) {
    var all = model.differing();
    Label settings = Labels.of(words.get("settings"), "v-caption", "v-strong", "v-muted");
    row.getChildren().setAll(settings);
    if (all.isEmpty()) return;
    var name = PresetCards.name(words, model.preset().get());
    row.getChildren()
        .addAll(
            Labels.caption("·"),
            Boxes.classes(
                Buttons.link(words.get("differing", all.size(), name), this::showDiffering),
                "v-caption"));
  }

  /// Leads to what differs from the preset: the first, then from one to the next.
  void showDiffering() {
    List<String> all = model.differing();
    if (all.isEmpty()) return;
    shown = all.get((all.indexOf(shown) + 1) % all.size());
    rows.jump(shown);
  }

  private void jump(String place) {
    if (Setting.ALL.stream().anyMatch(s -> s.name().equals(place))) rows.jump(place);
    else cards.open(place);
  }

  private void choose(double width) {
    if (width <= 0) return;
    boolean now = width < (SIDE + LEAST) * ui.theme().scale().get();
    if (now != narrow) arrange(now);
  }

  private void arrange(boolean stacked) {
    narrow = stacked;
    getChildren().clear();
    if (stacked) {
      side.setStyle("");
      getChildren().add(Boxes.scroll(new VBox(main, side)));
      return;
    }
    ScrollPane left = Boxes.scroll(main), right = Boxes.scroll(side);
    right.setFitToHeight(true);
    Boxes.width(right, SIDE);
    HBox.setHgrow(left, Priority.ALWAYS);
    getChildren().add(new HBox(left, right));
  }
}

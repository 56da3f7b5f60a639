package org.vitrine.ui.training;

import java.util.List;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Memory by its parts against what is free.
final class NeedCard extends Card {
  private static final List<String> PARTS =
      List.of("weights", "gradients", "optimizer", "activations", "engine");
  private static final int[] SERIES = {1, 2, 4, 6, 8};

  private final Ui ui;
  private final TrainModel model;
  private final Words words;

  NeedCard(Ui ui, TrainModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    Live.follow(this, model.report(), this::fill);
  }

  private void fill(@Nullable PlanReport plan) {
    getChildren().clear();
    if (plan == null || plan.memory().isEmpty()) {
      getChildren().add(Labels.heading(words.get("memory")));
      boolean waits =
          !model.recipe().get().model().isEmpty()
              && !model.recipe().get().data().path().isEmpty()
              && model.faults().get().isEmpty();
      getChildren()
          .add(
              waits
                  ? new Waiting(words.get("planning"))
                  : Labels.wrapped(words.get("memory.later"), "v-caption", "v-muted"));
      return;
    }
    long needed = plan.memory().values().stream().mapToLong(Long::longValue).sum(),
        free = plan.memoryFree();
    boolean much = free > 0 && needed > free;
    var badge =
        much
            ? Badge.of(words.get("memory.much"), Tone.BAD, Tone.BAD.icon())
            : Badge.of(words.get("memory.fits"), Tone.GOOD, Tone.GOOD.icon());
    double whole = Math.max(1, Math.max(needed, free));
    var parts = new java.util.ArrayList<Bar.Part>();
    for (int i = 0; i < PARTS.size(); i++)
      parts.add(
          new Bar.Part(
              plan.memory().getOrDefault(PARTS.get(i), 0L) / whole, "series-" + SERIES[i]));
    var bar = new Bar(ui.theme(), parts.toArray(Bar.Part[]::new));
    if (much) bar.mark(free / whole, "bad");
    Boxes.height(bar, 20);
    var total =
        Boxes.row(8, Labels.of("≈ " + words.bytes(needed), "v-mono", "v-strong"), Boxes.spring());
    if (free > 0)
      total
          .getChildren()
          .add(
              Labels.of(
                  words.get("memory.free", words.bytes(free)),
                  "v-caption",
                  much ? "v-bad" : "v-muted"));
    var legend = new FlowPane();
    legend.getStyleClass().add("v-facts");
    for (int i = 0; i < PARTS.size(); i++) {
      var bytes = plan.memory().get(PARTS.get(i));
      if (bytes == null) continue;
      var dot = new Region();
      dot.getStyleClass().add("v-dot");
      dot.setStyle("-fx-background-color: -v-series-" + SERIES[i] + ";");
      legend
          .getChildren()
          .add(
              Boxes.width(
                  Boxes.row(
                      7,
                      dot,
                      Labels.caption(words.get("memory." + PARTS.get(i))),
                      Boxes.spring(),
                      Labels.of(words.bytes(bytes), "v-mono", "v-caption")),
                  152));
    }
    getChildren().setAll(Card.head(words.get("memory"), badge), bar, total, legend);
  }
}

package org.vitrine.ui.training;

import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// How long it would take, how that is known, and the learning rate over the run.
final class TimeCard extends Card {
  private final TrainModel model;
  private final Words words;
  private final RateCurve curve;

  TimeCard(Ui ui, TrainModel model) {
    this.model = model;
    words = ui.wordsOf(TrainScreen.class);
    curve = Boxes.height(new RateCurve(ui.theme()), 108);
    Live.follow(this, model.report(), this::fill);
  }

  private void fill(@Nullable PlanReport plan) {
    Boxes.show(this, plan != null);
    if (plan == null) return;
    var range =
        Labels.of(
            plan.seconds().size() < 2 ? "–" : Times.headline(words, plan.seconds()), "v-title");
    range.setMinWidth(USE_PREF_SIZE);
    int batch = model.recipe().get().arguments().perDeviceTrainBatchSize();
    var source =
        plan.seconds().isEmpty()
            ? words.get("time.unknown")
            : words.get("time." + plan.timeSource());
    getChildren()
        .setAll(
            Boxes.row(
                8, Labels.wrapped(words.get("time", batch), "v-heading"), Boxes.spring(), range),
            Labels.wrapped(
                words.get("time.steps", words.count(plan.updates()), source),
                "v-caption",
                "v-muted"),
            curve,
            Labels.wrapped(
                words.get(
                    "rate." + model.recipe().get().arguments().lrSchedulerType(),
                    words.count(plan.warmup())),
                "v-caption",
                "v-muted"));
    curve.show(
        plan.rates(),
        model.recipe().get().arguments().learningRate(),
        plan.updates(),
        plan.updatesPerEpoch());
  }
}

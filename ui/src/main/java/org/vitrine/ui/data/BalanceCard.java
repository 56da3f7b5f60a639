package org.vitrine.ui.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// How many rows each class has, and what guessing the largest would score.
final class BalanceCard extends Card {
  private static final int SHOWN = 8;

  private final Ui ui;
  private final Words words;

  BalanceCard(Ui ui, DataModel model) {
    this.ui = ui;
    words = ui.wordsOf(DataScreen.class);
    Live.follow(this, model.profile(), this::fill);
  }

  private void fill(@Nullable TableProfile profile) {
    boolean any = profile != null && !profile.classes().isEmpty();
    Boxes.show(this, any);
    if (profile == null || !any) return;
    boolean eval = profile.evalRows() > 0;
    getChildren()
        .setAll(
            Card.head(
                words.get("balance"),
                Labels.caption(words.get(eval ? "balance.both" : "balance.train"))));
    long train =
        Math.max(1, profile.classes().stream().mapToLong(TableProfile.ClassCount::train).sum());
    long test =
        Math.max(1, profile.classes().stream().mapToLong(TableProfile.ClassCount::eval).sum());
    int n = 0;
    for (var each : profile.classes()) {
      if (n == SHOWN) break;
      double share = each.train() / (double) train;
      var percent = String.format(Locale.ROOT, "%.1f", share * 100);
      if (eval) percent += " / " + String.format(Locale.ROOT, "%.1f", each.eval() * 100.0 / test);
      var label = Labels.body(each.label());
      label.setMinWidth(0);
      var bar = Boxes.height(new Bar(ui.theme(), new Bar.Part(share, "series-" + (n % 8 + 1))), 12);
      getChildren()
          .addAll(
              Boxes.row(
                  10,
                  label,
                  Boxes.spring(),
                  Labels.of(words.count(each.train()), "v-mono", "v-caption"),
                  Labels.of(percent + " %", "v-mono", "v-caption", "v-muted")),
              bar);
      n++;
    }
    if (profile.classes().size() > SHOWN)
      getChildren()
          .add(Labels.caption(words.get("balance.more", profile.classes().size() - SHOWN)));
    var guess = Numbers.percent(DataModel.majority(profile));
    getChildren()
        .add(
            Rich.text(
                words.get("balance.guess", profile.classes().getFirst().label(), guess),
                "v-caption",
                "v-muted"));
  }
}

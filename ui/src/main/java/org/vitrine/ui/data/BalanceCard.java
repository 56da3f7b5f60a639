package org.vitrine.ui.data;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
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
  private final DataModel model;

  BalanceCard(Ui ui, DataModel model) {
    this.ui = ui;
    words = ui.wordsOf(DataScreen.class);
    this.model = model;
    Live.follow(this, model.looked().profile(), this::fill);
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
      var label = Buttons.link(each.label(), () -> model.query().ofClass(each.label()));
      label.getStyleClass().add("v-plain-link");
      label.setTooltip(Buttons.tip(words.get("balance.only", each.label())));
      label.setMinWidth(0);
      var bar = new Bar(ui.theme(), new Bar.Part(share, "series-" + (n % 8 + 1)));
      if (eval) bar.mark(each.eval() / (double) test, "text");
      bar.setOnMouseClicked(_ -> model.query().ofClass(each.label()));
      Boxes.height(bar, 12);
      getChildren()
          .addAll(
              Boxes.row(
                  10,
                  label,
                  Boxes.spring(),
                  Labels.of(words.count(each.train()), "v-mono", "v-caption"),
                  right(Labels.of(percent + " %", "v-mono", "v-caption", "v-muted"), eval)),
              bar);
      n++;
    }
    if (profile.classes().size() > SHOWN)
      getChildren()
          .add(Labels.caption(words.get("balance.more", profile.classes().size() - SHOWN)));
    var guess = Numbers.percent(Looked.majority(profile));
    getChildren()
        .add(
            Rich.text(
                words.get("balance.guess", profile.classes().getFirst().label(), guess),
                "v-caption",
                "v-muted"));
  }

  /// Shares stand below each other whatever their digits.
  private static Label right(Label share, boolean two) {
    share.setAlignment(Pos.CENTER_RIGHT);
    return Boxes.width(share, two ? 126 : 60);
  }
}

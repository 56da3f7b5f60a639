package org.vitrine.ui.data;

import java.util.Locale;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Histogram;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// How long the texts are, and where the model would cut them.
final class LengthCard extends Card {
  private final DataModel model;
  private final Words words;
  private final Histogram picture;

  LengthCard(Ui ui, DataModel model) {
    this.model = model;
    words = ui.wordsOf(DataScreen.class);
    picture = Boxes.height(new Histogram(ui.theme()), 140);
    Live.follow(this, model.looked().profile(), this::fill);
  }

  /// After how many tokens texts are cut, and a shorter cut that nearly every text fits in: short batches are fast.
  private Node cutting(TableProfile profile) {
    var field = new Field(words.get("length.tokens"));
    field.setText(profile.limit() > 0 ? Integer.toString(profile.limit()) : "");
    field.setPromptText(words.get("length.any"));
    field.setAccessibleText(words.get("length.at"));
    Boxes.width(field, 120);
    field.setOnAction(_ -> {
      var typed = field.text().strip();
      boolean number = typed.matches("\\d{1,6}");
      field.wrong(!number && !typed.isEmpty());
      if (number || typed.isEmpty()) model.cut(number ? Integer.parseInt(typed) : 0);
    });
    var row = Boxes.row(8, Labels.caption(words.get("length.at")), field);
    long enough = (Looked.nearlyAll(profile) + 7) / 8 * 8;
    if (model.cut().get() == 0 && (profile.limit() <= 0 || enough < profile.limit()))
      row.getChildren()
          .add(Buttons.repair(words.get("length.cut-at", enough), () -> model.cut((int) enough)));
    return row;
  }

  private void fill(@Nullable TableProfile profile) {
    boolean any = profile != null && profile.lengths().stream().anyMatch(n -> n > 0);
    Boxes.show(this, any);
    if (profile == null || !any) return;
    boolean tokens = model.reader().model().get() != null;
    var mean =
        words.get(
            "length.mean",
            String.format(Locale.ROOT, "%.1f", profile.meanLength()),
            words.count(Looked.nearlyAll(profile)));
    getChildren()
        .setAll(
            Card.head(words.get(tokens ? "length" : "length.characters"), Labels.caption(mean)),
            picture);
    picture.show(
        profile.lengths(),
        new Histogram.Axis(0, (double) profile.lengths().size() * profile.binWidth()));
    picture.cut(
        profile.limit() > 0 ? profile.limit() : Double.NaN,
        profile.limit() > 0
            ? words.get("length.cut", words.count(profile.limit()), words.count(profile.over()))
            : "");
    if (tokens) getChildren().add(cutting(profile));
    getChildren()
        .add(
            Labels.wrapped(
                profile.over() == 0
                    ? words.get("length.fits")
                    : words.get("length.over", words.count(profile.over())),
                "v-caption",
                "v-muted"));
  }
}

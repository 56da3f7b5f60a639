package org.vitrine.ui.models;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The parity certificate in a line; in the colours of a warning and with what to try where it does not hold.
final class CertificateLine extends VBox {
  private final Words words;

  CertificateLine(Ui ui, Certificate certificate) {
    words = ui.wordsOf(ModelsScreen.class);
    Live.follow(this, certificate.report(), report -> show(report, certificate.trouble().get()));
    Live.follow(this, certificate.trouble(), trouble -> show(certificate.report().get(), trouble));
  }

  private void show(@Nullable ParityReport report, @Nullable Problem trouble) {
    if (report != null) getChildren().setAll(line(report));
    else if (trouble != null)
      getChildren().setAll(quiet(words.get("parity.trouble", trouble.sentence(words.locale()))));
    else getChildren().setAll(quiet(words.get("parity.working")));
  }

  private Node line(ParityReport report) {
    var said = report.sentence().sentence(words.locale());
    if (report.over()) return over(report, said);
    var difference = report.difference();
    var share = report.share();
    if (difference == null || share == null) return quiet(said);
    var text =
        Labels.wrapped(
            words.get("parity.equal", Numbers.compact(difference), Numbers.compact(share)),
            "v-caption");
    text.setGraphic(Icons.of(Tone.GOOD.icon(), Tone.GOOD));
    text.setTooltip(Buttons.tip(said + "\n" + words.get("parity.what")));
    text.setAccessibleText(said);
    return text;
  }

  private Node over(ParityReport report, String said) {
    var box = Boxes.column(4, Labels.wrapped(said, "v-strong"));
    if (report.hint() != null)
      box.getChildren().add(Labels.wrapped(report.hint().sentence(words.locale())));
    var head = Boxes.row(12, Icons.of(Tone.WARN.icon(), Tone.WARN), Boxes.grow(box));
    var card = new VBox(head);
    card.getStyleClass().addAll("v-card", "v-tint-warn");
    return card;
  }

  private static Label quiet(String text) {
    var label = Labels.wrapped(text, "v-caption", "v-muted");
    label.setGraphic(Icons.styled(Icons.tiny(Tone.NEUTRAL.icon()), "v-muted"));
    return label;
  }
}

package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.insight.Ink;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.PredictionList.Score;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.charts.LinksView;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Theme;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Lines from the token in focus, and what the model says of the sentence.
final class ReadingPanel extends VBox {
  private static final int MOST_SCORES = 5;

  private final Ui ui;
  private final Words words;
  private final AttentionViewModel model;
  private final LinksView links;
  private final Label heading = Labels.heading("");
  private final Label token = Labels.of("", "v-mono", "v-strong");
  private final Button all;
  private final VBox prediction = Boxes.column(8);
  private final List<Subscription> subscriptions = new ArrayList<>();

  ReadingPanel(Ui ui, Words words, AttentionViewModel model) {
    this.ui = ui;
    this.words = words;
    this.model = model;
    links = new LinksView(ui.theme(), ui.words());
    links.focus().bindBidirectional(model.focus());
    all = Buttons.quiet(words.get("tokens.all"), Feather.X, () -> model.focus().set(-1));
    Boxes.classes(all, "v-small-button");
    heading.setMinWidth(USE_PREF_SIZE);
    var top = Boxes.row(6, heading, token, Boxes.spring(), all);
    top.setMinHeight(USE_PREF_SIZE);
    var upper = Boxes.pad(Boxes.column(6, top, links), 9, 14, 8, 16);
    VBox.setVgrow(links, Priority.SOMETIMES);
    prediction.setMinHeight(USE_PREF_SIZE);
    Boxes.pad(prediction, 9, 16, 12, 16);
    getChildren().addAll(upper, Boxes.rule(), prediction);
    for (var property :
        List.of(
            model.shown(),
            model.method(),
            model.head(),
            model.layer(),
            model.focus(),
            ui.theme().palette(),
            ui.preferences().property())) subscriptions.add(property.subscribe((_, _) -> fill()));
    subscriptions.add(model.shown().subscribe(_ -> predict()));
    fill();
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  List<Node> stops() {
    return List.of(links, all);
  }

  private Ink ink() {
    var known = model.facts();
    return known == null
        ? Ink.VIOLET
        : Inks.of(known.role(), ui.preferences().get().attentionInk());
  }

  private void fill() {
    var now = model.shown().get();
    var map = model.map();
    if (now == null || map == null) return;
    var tokens = now.capture().tokens();
    int row = model.focus().get();
    boolean one = row >= 0 && row < tokens.size();
    heading.setText(words.get(one ? "links.of" : "links.all"));
    token.setText(one ? tokens.get(row) : "");
    var tint = Theme.css(Inks.colour(ink(), 0.17, ui.theme().palette().get()));
    token.setStyle(
        "-fx-background-color:" + tint + ";-fx-background-radius:4;-fx-padding:2 6 2 6;");
    Boxes.show(token, one);
    Boxes.show(all, one);
    links.show(tokens, now.capture().keys(), map, ink());
  }

  private void predict() {
    var now = model.shown().get();
    prediction.getChildren().clear();
    if (now == null) return;
    var said = now.reply().prediction();
    if (said.head() == null || said.predictions().isEmpty()) {
      prediction
          .getChildren()
          .add(Labels.wrapped(words.get("prediction.none"), "v-caption", "v-muted"));
      return;
    }
    var scores = said.predictions().getFirst().scores();
    if (scores.isEmpty()) return;
    if ("SEQUENCE_TO_SEQUENCE".equals(said.head())) {
      written(scores.getFirst());
      return;
    }
    var badge = Badge.of(scores.getFirst().label().strip(), Tone.ACCENT, Feather.CHECK);
    prediction
        .getChildren()
        .addAll(
            Boxes.row(8, Labels.heading(words.get(headingOf(said))), Boxes.spring(), badge),
            bars(scores));
  }

  private void written(Score text) {
    var share = Labels.of("p " + String.format(Locale.ROOT, "%.3f", text.probability()), "v-mono");
    prediction
        .getChildren()
        .addAll(
            Boxes.row(8, Labels.heading(words.get("prediction.written")), Boxes.spring(), share),
            Labels.wrapped(text.label().strip()));
  }

  private static String headingOf(PredictionList said) {
    return switch (said.head()) {
      case "CAUSAL_LM" -> "prediction.next";
      case "MASKED_LM" -> "prediction.mask";
      case null, default -> "prediction";
    };
  }

  private Node bars(List<Score> scores) {
    var grid = new GridPane();
    Boxes.style(grid, "-fx-hgap", Boxes.em(10));
    Boxes.style(grid, "-fx-vgap", Boxes.em(6));
    for (int k = 0; k < Math.min(MOST_SCORES, scores.size()); k++) {
      var score = scores.get(k);
      var name = Labels.body(score.label().isBlank() ? "␣" : score.label());
      Boxes.maxWidth(name, 130);
      var bar =
          new Bar(ui.theme(), new Bar.Part(score.probability(), k == 0 ? "series-1" : "series-2"));
      Boxes.height(bar, 13);
      GridPane.setHgrow(bar, Priority.ALWAYS);
      var number =
          Labels.of(String.format(Locale.ROOT, "%.2f", score.probability()), "v-mono", "v-caption");
      number.setMinWidth(USE_PREF_SIZE);
      bar.setAccessibleText(
          words.get("score.said", score.label(), Math.round(100 * score.probability())));
      grid.addRow(k, name, bar, number);
    }
    return grid;
  }
}

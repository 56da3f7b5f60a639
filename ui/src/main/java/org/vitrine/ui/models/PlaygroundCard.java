package org.vitrine.ui.models;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.TokenList;
import org.vitrine.core.session.protocol.TokenList.Token;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Numbers;
import org.vitrine.ui.kit.Rich;
import org.vitrine.ui.kit.TokenStrip;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// Typing shows the pieces that the model would read; hovering a piece marks its characters in the text.
final class PlaygroundCard extends Card {
  private final Words words;
  private final Field field;
  private final TokenStrip strip;
  private final FlowPane facts = new FlowPane();
  private final Label hint = Labels.caption("");

  PlaygroundCard(Ui ui, ModelsModel model, ModelPage page) {
    words = ui.wordsOf(ModelsScreen.class);
    var info = page.tokenizer();
    var kind =
        info == null
            ? ""
            : words.get("playground.kind", info.kind(), words.count(info.vocabulary()));
    field = new Field(Feather.TYPE, words.get("playground.prompt"));
    field.input().textProperty().bindBidirectional(model.playground().text());
    strip = new TokenStrip(true).hearing(this::mark, this::unmark);
    facts.getStyleClass().add("v-facts");
    getChildren()
        .addAll(
            Card.head(words.get("playground"), Labels.caption(kind)),
            field,
            strip,
            facts,
            hint,
            new WayBackBox(words, model.playground()));
    Boxes.minHeight(this, 200);
    Live.follow(this, model.playground().tokens(), this::show);
    Live.follow(
        this,
        model.playground().trouble(),
        problem -> {
          if (problem != null) hint.setText(problem.sentence(words.locale()));
        });
  }

  private void show(@org.jspecify.annotations.Nullable TokenList list) {
    hint.setText("");
    facts.getChildren().clear();
    if (list == null) {
      strip.show(java.util.List.of());
      return;
    }
    strip.show(list.tokens());
    long unknown = list.tokens().stream().filter(Token::unknown).count();
    long plain = list.tokens().stream().filter(t -> !t.special()).count();
    long spaced =
        java.util.Arrays.stream(field.text().strip().split("\\s+"))
            .filter(w -> !w.isEmpty())
            .count();
    facts
        .getChildren()
        .add(
            Rich.text(
                words.get("playground.tokens", words.count(list.tokens().size())), "v-caption"));
    if (spaced > 1)
      facts
          .getChildren()
          .add(
              Rich.text(
                  words.get(
                      "playground.per-word",
                      String.format(java.util.Locale.ROOT, "%.2f", plain / (double) spaced)),
                  "v-caption"));
    facts
        .getChildren()
        .add(Rich.text(words.get("playground.unknown", words.count(unknown)), "v-caption"));
    if (list.limit() > 0 && list.tokens().size() > list.limit())
      hint.setText(words.get("playground.long", Numbers.count(list.limit())));
  }

  private void mark(Token token) {
    var input = field.input();
    int length = input.getLength();
    hint.setText(
        words.get(
            "playground.piece",
            token.text(),
            token.id(),
            token.start() < 0 ? "–" : token.start() + "–" + token.end()));
    if (token.start() >= 0 && token.end() <= length) input.selectRange(token.start(), token.end());
    else input.deselect();
  }

  private void unmark() {
    hint.setText("");
    if (!field.input().isFocused()) field.input().deselect();
  }
}

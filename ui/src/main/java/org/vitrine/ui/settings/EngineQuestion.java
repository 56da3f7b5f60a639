package org.vitrine.ui.settings;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// What would be fetched or deleted, and the two answers. The harmless one has the focus.
final class EngineQuestion extends Card {
  private final Words words;

  EngineQuestion(Ui ui, EnginesModel model, EnginesModel.Question question) {
    words = ui.wordsOf(EngineQuestion.class);
    Button yes =
        switch (question) {
          case EnginesModel.Question.Fetch fetch -> {
            fetch(fetch);
            var install =
                Buttons.primary(words.get("engines.fetch"), Feather.DOWNLOAD, model::agree);
            install.setDisable(!fetch.possible());
            yield install;
          }
          case EnginesModel.Question.Remove(var engine) -> {
            remove(engine);
            yield Buttons.danger(words.get("engines.remove"), Feather.TRASH_2, model::agree);
          }
        };
    var back = Buttons.plain(words.get("back"), null, model::back);
    getChildren().add(Boxes.row(8, yes, back));
    Platform.runLater(back::requestFocus);
  }

  private void fetch(EnginesModel.Question.Fetch fetch) {
    var offer = fetch.offer();
    getChildren()
        .add(
            Labels.wrapped(
                words.get("engines.fetches", offer.name(), offer.libtorch(), offer.flavour()),
                "v-heading"));
    for (var item : offer.items())
      getChildren()
          .add(
              Boxes.row(
                  12,
                  Boxes.grow(Labels.wrapped(item.url(), "v-mono", "v-caption")),
                  bytes(item.bytes())));
    var text = words.get("engines.whole", words.bytes(offer.download()));
    if (offer.fetched() > 0)
      text += " " + words.get("engines.fetched", words.bytes(offer.fetched()));
    getChildren().add(Labels.wrapped(text, "v-caption"));
    getChildren()
        .add(
            Labels.wrapped(
                words.get(
                    "engines.disk",
                    words.bytes(offer.unpacked()),
                    words.bytes(offer.room()),
                    words.bytes(offer.free())),
                "v-caption"));
    if (fetch.cramped())
      getChildren().add(Labels.wrapped(words.get("engines.cramped"), "v-caption", "v-warn"));
    if (!offer.card())
      getChildren().add(Labels.wrapped(words.get("engines.no_card"), "v-caption", "v-warn"));
    if (!offer.network())
      getChildren().add(Labels.wrapped(words.get("engines.never"), "v-caption", "v-warn"));
  }

  private Node bytes(long bytes) {
    var label = Labels.of(words.bytes(bytes), "v-mono", "v-caption");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private void remove(EngineInfo engine) {
    getChildren()
        .addAll(
            Labels.wrapped(words.get("engines.removes", engine.name()), "v-heading"),
            Labels.wrapped(
                words.get("engines.removes.text", words.bytes(engine.bytes())), "v-caption"));
  }
}

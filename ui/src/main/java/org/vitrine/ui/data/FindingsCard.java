package org.vitrine.ui.data;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// What to know of the data before training: each finding with its sentence and a button that shows its rows. Then why the
/// columns were taken for what, and the rows that could not be read.
final class FindingsCard extends Card {
  private static final int BAD_SHOWN = 8;

  private final DataModel model;
  private final TablePage page;
  private final Words words;

  FindingsCard(Ui ui, DataModel model, TablePage page) {
    this.model = model;
    this.page = page;
    words = ui.wordsOf(DataScreen.class);
    Live.follow(this, model.looked().profile(), _ -> fill());
    Live.follow(this, model.looked().trouble(), _ -> fill());
    Live.follow(this, model.only(), _ -> fill());
  }

  private void fill() {
    getChildren().setAll(Labels.heading(words.get("before")));
    var profile = model.looked().profile().get();
    var problem = model.looked().trouble().get();
    if (problem != null) {
      add(line(Tone.WARN, problem.sentence(words.locale()), problem.remedy(words.locale()), null));
    } else if (profile == null) {
      add(new Waiting(words.get("looking")));
    } else {
      for (var finding : profile.findings()) add(finding(finding));
      if (profile.findings().stream().noneMatch(f -> !f.severity().equals("good")))
        add(line(Tone.GOOD, words.get("all-good"), "", null));
      if (profile.sampled()) add(Labels.wrapped(words.get("sampled"), "v-caption", "v-muted"));
    }
    if (model.settled() && page.guesses().isEmpty())
      add(line(Tone.NEUTRAL, words.get("settled"), words.get("settled.text"), null));
    for (var guess : page.guesses())
      add(line(Tone.NEUTRAL, guess.sentence(words.locale()), "", null));
    var bad = page.problems();
    for (var one : bad.subList(0, Math.min(BAD_SHOWN, bad.size())))
      add(line(Tone.WARN, one.sentence(words.locale()), "", null));
    if (bad.size() > BAD_SHOWN)
      add(Labels.caption(words.get("bad.more", words.count(bad.size() - BAD_SHOWN))));
  }

  private void add(Node node) {
    if (getChildren().size() > 1) getChildren().add(Boxes.rule());
    getChildren().add(node);
  }

  private Node finding(DataFinding finding) {
    var tone =
        switch (finding.severity()) {
          case "good" -> Tone.GOOD;
          case "bad" -> Tone.BAD;
          default -> Tone.WARN;
        };
    var why = words.has("why." + finding.kind()) ? words.get("why." + finding.kind()) : "";
    Node action = null;
    if (model.canShow(finding)) {
      var wanted = new Only.Finding(finding);
      boolean on = wanted.equals(model.only().get());
      action =
          Boxes.classes(
              Buttons.plain(
                  words.get(on ? "show.all" : "show"),
                  on ? null : Feather.FILTER,
                  () -> show(on ? null : wanted)),
              "v-small-button");
    }
    return line(tone, finding.why().sentence(words.locale()), why, action);
  }

  private void show(@Nullable Only wanted) {
    model.query().set("");
    model.only().set(wanted);
  }

  private static Node line(Tone tone, String sentence, String more, @Nullable Node action) {
    var text =
        new VBox(
            Labels.wrapped(sentence, tone == Tone.NEUTRAL || tone == Tone.GOOD ? "" : "v-strong"));
    if (!more.isEmpty()) text.getChildren().add(Labels.wrapped(more, "v-caption", "v-muted"));
    text.setMinWidth(0);
    var row = new HBox(Icons.of(tone.icon(), tone), Boxes.grow(text));
    row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    Boxes.style(row, "-fx-spacing", Boxes.em(9));
    if (action != null) row.getChildren().add(action);
    return row;
  }
}

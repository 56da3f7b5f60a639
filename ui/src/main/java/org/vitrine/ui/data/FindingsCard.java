package org.vitrine.ui.data;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.FileLines;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;
import org.vitrine.core.train.RunEvent.Notice;
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
    Live.follow(this, model.source(), _ -> fill());
    Live.follow(this, model.cut(), _ -> fill());
    Live.follow(this, model.openLine().lines(), _ -> fill());
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
    steps(profile);
    if (model.settled() && page.guesses().isEmpty())
      add(line(Tone.NEUTRAL, words.get("settled"), words.get("settled.text"), null));
    for (var guess : page.guesses())
      add(line(Tone.NEUTRAL, guess.sentence(words.locale()), "", null));
    var bad = page.problems();
    for (var one : bad.subList(0, Math.min(BAD_SHOWN, bad.size()))) add(bad(one));
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
    return line(tone, finding.why().sentence(words.locale()), why, actions(finding));
  }

  private @Nullable Node actions(DataFinding finding) {
    var row = new FlowPane();
    row.getStyleClass().add("v-chips");
    if (Steps.offered(finding, page)) {
      var leave =
          small(words.get("leave-out"), Feather.MINUS, () -> model.leaveOut(finding.kind()));
      leave.setTooltip(Buttons.tip(words.get("leave-out.tip")));
      row.getChildren().add(leave);
    }
    if (model.canShow(finding)) {
      var wanted = new Only.Finding(finding);
      boolean on = wanted.equals(model.only().get());
      row.getChildren()
          .add(
              small(
                  words.get(on ? "show.all" : "show"),
                  on ? null : Feather.FILTER,
                  () -> show(on ? null : wanted)));
    }
    return row.getChildren().isEmpty() ? null : row;
  }

  private static Button small(String text, @Nullable Feather icon, Runnable work) {
    return Boxes.classes(Buttons.plain(text, icon, work), "v-small-button");
  }

  /// What the recipe does about the findings, each with the way back.
  private void steps(@Nullable TableProfile profile) {
    var source = model.source().get();
    if (source == null) return;
    for (var step : source.leaveOut()) {
      var count = profile == null ? null : profile.leftOut().get(step);
      var sentence = words.get("left." + step, count == null ? 0 : count);
      add(
          line(
              Tone.GOOD,
              sentence,
              words.get("left.file"),
              small(words.get("left.back"), Feather.ROTATE_CCW, () -> model.readAgain(step))));
    }
    if (model.cut().get() > 0)
      add(
          line(
              Tone.GOOD,
              words.get("left.cut", words.count(model.cut().get())),
              "",
              small(words.get("left.uncut"), Feather.ROTATE_CCW, () -> model.cut(0))));
  }

  /// A row that is not as the others, with its line in the file.
  private Node bad(Notice one) {
    if (one.facts().isEmpty() || !(one.facts().getFirst() instanceof Number number))
      return line(Tone.WARN, one.sentence(words.locale()), "", null);
    long at = number.longValue();
    var buttons = new FlowPane();
    buttons.getStyleClass().add("v-chips");
    var source = model.source().get();
    if (one.key().equals("data.row-short")
        && !page.format().equals("text")
        && source != null
        && !source.leaveOut().contains("bad"))
      buttons
          .getChildren()
          .add(small(words.get("bad.skip"), Feather.MINUS, () -> model.leaveOut("bad")));
    buttons
        .getChildren()
        .add(small(words.get("bad.open"), Feather.CORNER_DOWN_RIGHT, () -> model.openAt(at)));
    var lines = model.openLine().lines().get();
    Node all = line(Tone.WARN, one.sentence(words.locale()), "", buttons);
    if (lines == null || !model.openLine().is(at)) return all;
    return Boxes.column(6, all, lines(lines, at));
  }

  private Node lines(FileLines lines, long at) {
    var box = Boxes.pad(Boxes.classes(Boxes.column(2), "v-inset"), 5, 8, 6, 8);
    for (int i = 0; i < lines.lines().size(); i++) {
      long number = lines.from() + i;
      var text = Labels.of(number + "  " + lines.lines().get(i), "v-mono", "v-caption");
      if (number == at) text.getStyleClass().add("v-strong");
      else text.getStyleClass().add("v-muted");
      text.setMinWidth(0);
      text.setTooltip(Buttons.tip(lines.lines().get(i)));
      box.getChildren().add(text);
    }
    box.setAccessibleText(words.get("bad.lines", at));
    return box;
  }

  private void show(@Nullable Only wanted) {
    model.query().words().set("");
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
    if (action != null) text.getChildren().add(Boxes.pad(new VBox(action), 5, 0, 2, 0));
    return row;
  }
}

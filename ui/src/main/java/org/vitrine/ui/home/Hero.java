package org.vitrine.ui.home;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Role;
import org.vitrine.ui.charts.ArcView;
import org.vitrine.ui.charts.Inks;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The sentence, its arcs, and what the starter says of it.
final class Hero extends Card {
  private final Ui ui;
  private final HomeModel model;
  private final Words words;
  private final Label caption = Labels.wrapped("", "v-caption", "v-muted");
  private final Label answer = Badge.of("", Tone.ACCENT);
  private final VBox picture = new VBox();
  private final ArcView arcs;
  private final Region skeleton = new Region();

  Hero(Ui ui, HomeModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(Hero.class);
    flush();
    setSpacing(0);
    setStyle("-fx-spacing: 0;");
    var field = new Field(Feather.TYPE, words.get("sentence.prompt"));
    field.getStyleClass().add("v-field-large");
    field.input().textProperty().bindBidirectional(model.sentence());
    field.input().setOnAction(_ -> look());
    field
        .input()
        .focusedProperty()
        .subscribe(focused -> {
          if (focused)
            javafx.application.Platform.runLater(field.input()::end); // not all of it selected
        });
    field.input().setAccessibleText(words.get("title"));
    var top =
        Boxes.row(
            8,
            Boxes.grow(field),
            Buttons.plain(words.get("another"), null, () -> model.another(words.chinese())),
            lookButton());
    field.setMaxHeight(USE_PREF_SIZE);
    Boxes.pad(top, 13, 14, 13, 14);
    arcs = new ArcView(ui.theme(), words);
    arcs.onPick(_ -> look());
    arcs.setOnMouseExited(_ -> start());
    Boxes.height(Boxes.classes(skeleton, "v-arcs-skeleton"), 226);
    Boxes.height(Boxes.classes(arcs, "v-arcs"), 226);
    answer.setMinWidth(USE_PREF_SIZE);
    var foot = Boxes.row(12, Boxes.grow(caption), answer);
    foot.getStyleClass().add("v-card-foot");
    getChildren().addAll(top, Boxes.rule(), picture, foot);
    Live.follow(this, model.look(), this::show);
    Live.follow(this, model.trouble(), this::trouble);
    Live.follow(arcs, ui.theme().scale(), _ -> arcs.redraw());
  }

  private javafx.scene.Node lookButton() {
    var button = Buttons.primary(words.get("look"), Feather.SHARE_2, this::look);
    return Boxes.show(button, ui.navigator().knows(Route.Attention.of(null, null)));
  }

  private void look() {
    var look = model.look().get();
    ui.go(Route.Attention.of(look == null ? null : look.model(), model.sentence().get()));
  }

  /// The focus goes back to the token from which the model looks.
  private void start() {
    var look = model.look().get();
    if (look != null) arcs.focus().set(look.start());
  }

  private void draw(Look look) {
    var tokens = look.tokens();
    arcs.show(
        tokens.stream().map(t -> t.text()).toList(),
        look.map(),
        Inks.of(Role.ofKey(look.facts().role()), "one"),
        i -> tokens.get(i).special(),
        look.start());
  }

  private void show(@Nullable Look look) {
    if (look != null) draw(look);
    if (model.trouble().get() == null) picture.getChildren().setAll(look == null ? skeleton : arcs);
    Boxes.show(answer, false);
    if (look == null) {
      caption.setText(
          words.get(model.sentence().get().isBlank() ? "caption.empty" : "caption.opening"));
      return;
    }
    caption.setText(
        words.get(
            "caption",
            look.layer() + 1,
            look.head() + 1,
            Math.max(1, Math.round(look.reply().milliseconds()))));
    var predictions = look.reply().prediction().predictions();
    if (predictions.isEmpty() || predictions.getFirst().scores().isEmpty()) return;
    var best = predictions.getFirst().scores().getFirst();
    answer.setText(
        words.has("label." + best.label()) ? words.get("label." + best.label()) : best.label());
    answer.setGraphic(
        Labels.of(String.format(Locale.ROOT, "%.2f", best.probability()), "v-mono", "v-accent"));
    answer.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    Boxes.show(answer, true);
  }

  private void trouble(@Nullable Problem problem) {
    if (problem == null) {
      picture.getChildren().setAll(model.look().get() == null ? skeleton : arcs);
      return;
    }
    var again = Buttons.primary(words.get("again"), Feather.REFRESH_CW, model::again);
    picture
        .getChildren()
        .setAll(
            Boxes.pad(new VBox(new ProblemBox(words, problem, Tone.BAD, again)), 14, 14, 14, 14));
    caption.setText("");
  }
}

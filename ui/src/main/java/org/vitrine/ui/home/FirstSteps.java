package org.vitrine.ui.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.PlanReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Preset;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Tiles;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// A first run in three steps, two of them done already: the starter and the sample messages of the window's language.
final class FirstSteps extends Card {
  private record Ready(ModelHead model, Path data, PlanReport plan) {}

  private final Ui ui;
  private final Words words;
  private final Label time = Labels.caption("");
  private final VBox first = new VBox();
  private final VBox second = new VBox();
  private final VBox third = new VBox();

  FirstSteps(Ui ui, HomeModel model) {
    this.ui = ui;
    words = ui.wordsOf(FirstSteps.class);
    Runnable hide =
        () -> {
          model.hideSteps();
          ui.toasts().undoable(words.get("steps.hidden"), words.get("undo"), model::showSteps);
        };
    getChildren()
        .add(
            head(
                words.get("steps"),
                time,
                Boxes.classes(
                    Buttons.quiet(words.get("steps.hide"), null, hide), "v-small-button")));
    getChildren().add(new Tiles(ui.theme(), 210, 12, first, second, third));
    show(null);
    ui.latest().ask("home.steps", () -> ask(model), this::show, _ -> {});
  }

  private CompletableFuture<Ready> ask(HomeModel model) {
    var data =
        ui.workbench()
            .starters()
            .resolve("datasets")
            .resolve(words.chinese() ? "messages-zh.csv" : "messages-en.csv");
    if (!Files.exists(data)) return new CompletableFuture<>();
    return model
        .starter()
        .tunable(words.chinese())
        .thenCompose(found -> {
          if (found.isEmpty()) return new CompletableFuture<Ready>();
          var recipe =
              Recipe.of(
                      "text-classification", found.get().path(), Recipe.Source.of(data.toString()))
                  .with(Preset.QUICK.arguments(found.get().parameters()));
          return ui.ask(new Request.Plan(recipe))
              .thenApply(plan -> new Ready(found.get(), data, plan));
        });
  }

  private void show(@Nullable Ready ready) {
    boolean done = ready != null;
    step(
        first,
        1,
        done,
        words.get("steps.model"),
        ready == null
            ? words.get("steps.model.text")
            : words.get(
                "steps.model.chosen",
                ready.model().name(),
                words.about(ready.model().parameters())),
        chooser("models", new Route.Models(null), done));
    step(
        second,
        2,
        done,
        words.get("steps.data"),
        ready == null
            ? words.get("steps.data.text")
            : words.get(
                "steps.data.chosen",
                words.count(ready.plan().trainRows() + ready.plan().evalRows())),
        chooser("data", new Route.Data(null), done));
    Node start =
        ready == null || !ui.navigator().knows(Route.Train.empty())
            ? new HBox()
            : Buttons.primary(
                words.get("steps.start"),
                null,
                () ->
                    ui.go(
                        new Route.Train(
                            ready.model().path(), ready.data().toString(), null, Preset.QUICK)));
    step(third, 3, false, words.get("steps.watch"), words.get("steps.watch.text"), start);
    if (ready != null && ready.plan().seconds().size() == 2)
      time.setText(likely(ready.plan().seconds()));
  }

  /// One time, or two where the estimate is wide.
  private String likely(List<Double> seconds) {
    var low = words.duration(Duration.ofSeconds(Math.round(seconds.get(0))));
    var high = words.duration(Duration.ofSeconds(Math.round(seconds.get(1))));
    boolean wide = seconds.get(1) > 2 * seconds.get(0) && !low.equals(high);
    return wide ? words.get("steps.times", low, high) : words.get("steps.time", high);
  }

  private Node chooser(String key, Route to, boolean done) {
    if (done || !ui.navigator().knows(to)) return new HBox();
    return Boxes.classes(
        Buttons.plain(words.get("steps.choose." + key), null, () -> ui.go(to)), "v-small-button");
  }

  private void step(
      VBox place, int number, boolean done, String heading, String text, Node action) {
    var mark =
        Labels.of(
            done ? "" : String.valueOf(number),
            "v-step",
            done ? "v-step-done" : number == 3 ? "v-step-next" : "v-step-open");
    if (done) mark.setGraphic(Icons.of(Feather.CHECK, Tone.GOOD));
    var words =
        Boxes.column(1, Labels.strong(heading), Labels.wrapped(text, "v-caption", "v-muted"));
    var row = Boxes.row(10, mark, Boxes.grow(words), action);
    words.setMaxHeight(USE_PREF_SIZE);
    place.getChildren().setAll(row);
  }
}

package org.vitrine.ui.home;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Columns;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// What can I do now?
public final class HomeScreen implements Screen {
  private final Ui ui;
  private final HomeModel model;
  private final Words words;

  public HomeScreen(Ui ui) {
    this.ui = ui;
    model = new HomeModel(ui.workbench(), ui.latest(), ui.preferences(), ui.feed());
    words = ui.wordsOf(HomeScreen.class);
    model
        .opened()
        .subscribe(time -> {
          if (time == null) return;
          var seconds = String.format(Locale.ROOT, "%.1f", Math.max(0.1, time.toMillis() / 1000.0));
          ui.status().say(Tone.GOOD, words.get("opened", seconds));
        });
  }

  /// The page that greets a newcomer, over the same sentence and the same look at it.
  ///
  /// @param mark Vitrine's mark
  /// @param leave where to go, null for Home
  public Node welcome(Node mark, Consumer<@Nullable Route> leave) {
    return new Welcome(ui, model, mark, leave);
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Home;
  }

  @Override
  public void enter(Route route) {
    if (ui.machine().report().get() == null) ui.machine().look();
    model.speak(words.locale());
  }

  @Override
  public Node view() {
    model.speak(words.locale());
    var left =
        Boxes.column(
            16, Labels.title(words.get("title")), new Hero(ui, model), Doors.of(ui, model));
    var steps = new VBox();
    left.getChildren().add(steps);
    var right = Boxes.column(16);
    var banner = new VBox();
    var page = new VBox(banner, new Columns(ui.theme(), left, right, 372, 640));
    page.getStyleClass().add("v-page");
    var cards = new RunCards(ui, model);
    Runnable runs =
        () -> {
          banner
              .getChildren()
              .setAll(model.interrupted().map(cards::interrupted).stream().toList());
          Boxes.show(banner, !banner.getChildren().isEmpty());
          right.getChildren().clear();
          model.paused().ifPresent(run -> right.getChildren().add(cards.paused(run)));
          var recent = model.recent();
          if (!recent.isEmpty()) right.getChildren().add(cards.recent(recent));
          right.getChildren().add(new MachineCard(ui));
          if (!model.showsSteps()) steps.getChildren().clear();
          else if (steps.getChildren().isEmpty())
            steps.getChildren().add(new FirstSteps(ui, model));
          Boxes.show(steps, model.showsSteps());
        };
    Live.follow(page, ui.feed().runs(), runs);
    Live.follow(
        page,
        ui.preferences()
            .property()
            .map(s -> s.hiddenSteps() + " " + s.remembered().get("home.kept-as-it-is")),
        _ -> runs.run());
    return Boxes.scroll(page);
  }

  @Override
  public List<Action> actions() {
    var look = new Route.Attention(null, null, null, null, -1);
    return List.of(
        Action.of(
            "home.another",
            Action.Group.DO,
            words,
            "another",
            Feather.SHUFFLE,
            () -> model.another(words.chinese())),
        Action.of(
                "home.look",
                Action.Group.DO,
                words,
                "look",
                Feather.SHARE_2,
                () -> ui.go(Route.Attention.of(null, model.sentence().get())))
            .when(() -> ui.navigator().knows(look)));
  }

  @Override
  public String help() {
    return "help";
  }
}

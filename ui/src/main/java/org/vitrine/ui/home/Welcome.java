package org.vitrine.ui.home;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Segments;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;

/// The first page of a newcomer: a promise, language and theme, what this computer is good for; and a model seen from
/// inside.
final class Welcome extends BorderPane {
  private static final long LITTLE_ROOM = 5L << 30;

  private final Ui ui;
  private final Words words;
  private final HomeModel model;
  private final VBox machine = new VBox();

  /// @param mark Vitrine's mark
  /// @param leave where to go, null for Home
  Welcome(Ui ui, HomeModel model, Node mark, Consumer<@Nullable Route> leave) {
    this.ui = ui;
    words = ui.wordsOf(Welcome.class);
    this.model = model;
    getStyleClass().add("v-welcome");
    var brand = Boxes.row(14, mark, Labels.of("Vitrine", "v-welcome-brand"));
    var promise = Labels.wrapped(words.get("welcome"), "v-welcome-promise");
    var quiet = Labels.wrapped(words.get("welcome.text"), "v-muted", "v-welcome-text");
    machine.getStyleClass().addAll("v-card", "v-welcome-machine");
    var left =
        new VBox(
            brand,
            Boxes.pad(new VBox(promise), 46, 0, 0, 0),
            Boxes.pad(new VBox(quiet), 10, 0, 0, 0),
            Boxes.pad(
                new VBox(
                    Labels.of(words.get("welcome.language"), "v-caption", "v-muted", "v-strong")),
                34,
                0,
                6,
                0),
            Boxes.row(
                8, language("en", "English"), language("zh", "简体中文"), Boxes.spring(), theme()),
            Boxes.pad(
                new VBox(Labels.of(words.get("machine"), "v-caption", "v-muted", "v-strong")),
                30,
                0,
                6,
                0),
            machine,
            Boxes.spring(),
            steps(leave));
    left.getStyleClass().add("v-welcome-left");
    setLeft(Boxes.width(left, 560));
    setCenter(new WelcomePicture(ui.theme(), model, words));
    if (ui.machine().report().get() == null) ui.machine().look();
    Live.follow(this, ui.machine().report(), this::show);
    model.speak(words.locale());
  }

  private Node steps(Consumer<@Nullable Route> leave) {
    var inside = Route.Attention.of(null, model.sentence().get());
    var home = new Route.Home();
    var data = new Route.Data(null);
    var show =
        Buttons.primary(
            words.get("welcome.show"),
            Feather.SHARE_2,
            () -> leave.accept(ui.navigator().knows(inside) ? inside : home));
    var start =
        Boxes.show(
            Buttons.plain(words.get("welcome.data"), null, () -> leave.accept(data)),
            ui.navigator().knows(data));
    for (var button : new javafx.scene.control.Button[] {show, start})
      button.getStyleClass().add("v-large-button");
    return Boxes.row(
        10, show, start, Buttons.quiet(words.get("welcome.skip"), null, () -> leave.accept(null)));
  }

  private Node language(String code, String name) {
    boolean now = words.chinese() == code.equals("zh");
    var button = Labels.fit(new ToggleButton(name));
    button.getStyleClass().addAll("v-welcome-choice", now ? "v-picked" : "v-body");
    if (now) button.setGraphic(Icons.of(Feather.CHECK, Tone.ACCENT));
    button.setOnAction(_ -> ui.preferences().set("language", code));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Node theme() {
    var choice =
        new Segments<>(ui.preferences().get().theme())
            .with("light", words.get("welcome.light"), Feather.SUN)
            .with("dark", words.get("welcome.dark"), Feather.MOON)
            .with("system", words.get("welcome.system"));
    choice.value().subscribe((_, chosen) -> ui.preferences().set("theme", chosen));
    return choice;
  }

  private void show(@Nullable DoctorReport report) {
    machine.getChildren().clear();
    if (report == null) {
      machine.getChildren().add(new Waiting(words.get("welcome.asking")));
      return;
    }
    boolean gpu = false;
    for (var device : report.devices()) {
      if (device.id().equals("cpu")) continue;
      gpu = true;
      line(
          true,
          words.get("welcome.gpu", device.name(), words.bytes(device.memory())),
          words.get("welcome.gpu.text"));
    }
    for (var device : report.devices()) {
      if (!device.id().equals("cpu")) continue;
      var memory = words.bytes(device.memory());
      line(
          true,
          words.get("welcome.cpu", device.cores(), memory),
          gpu ? words.get("welcome.cpu.spare") : words.get("welcome.cpu.text", device.cores()));
    }
    boolean room = report.diskFree() > LITTLE_ROOM;
    line(
        room,
        words.get("welcome.disk", words.bytes(report.diskFree())),
        room
            ? words.get("welcome.disk.text", shortened(report.home()))
            : words.get("welcome.disk.low"));
    engine(report);
  }

  private void engine(DoctorReport report) {
    var version = report.versions().get("libtorch");
    if (version != null && !version.isBlank()) {
      line(true, words.get("welcome.engine", version), words.get("welcome.engine.text"));
      return;
    }
    line(false, words.get("welcome.engine.missing"), words.get("welcome.engine.missing.text"));
    var what =
        Buttons.plain(
            words.get("welcome.doctor"),
            null,
            () -> {
              ui.preferences().set("welcomed", true);
              ui.go(new Route.Settings("device"));
            });
    machine.getChildren().add(Boxes.classes(what, "v-small-button"));
  }

  private void line(boolean good, String fact, String meaning) {
    if (!machine.getChildren().isEmpty()) machine.getChildren().add(Boxes.rule());
    var consequence = Labels.of(meaning, "v-caption", "v-muted");
    consequence.setTooltip(Buttons.tip(meaning));
    consequence.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    consequence.setTextAlignment(javafx.scene.text.TextAlignment.RIGHT);
    consequence.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
    var strong = Labels.strong(fact);
    strong.setMinWidth(USE_PREF_SIZE);
    machine
        .getChildren()
        .add(
            Boxes.row(
                10,
                Icons.of(
                    good ? Feather.CHECK : Feather.ALERT_TRIANGLE, good ? Tone.GOOD : Tone.WARN),
                strong,
                Boxes.grow(consequence)));
  }

  /// A home below the user's own is told by its last part.
  private static String shortened(String home) {
    var user = System.getProperty("user.home", "");
    return !user.isEmpty() && home.startsWith(user) ? "~" + home.substring(user.length()) : home;
  }
}

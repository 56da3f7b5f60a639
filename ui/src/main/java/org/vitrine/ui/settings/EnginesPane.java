package org.vitrine.ui.settings;

import java.io.File;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.ui.kit.Badge;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Icons;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.ProblemBox;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Waiting;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The engines that are here, each with what can be done with it, and the ways to get another.
final class EnginesPane extends VBox {
  private final Ui ui;
  private final EnginesModel model;
  private final Words words;

  EnginesPane(Ui ui, EnginesModel model) {
    this.ui = ui;
    this.model = model;
    words = ui.wordsOf(EnginesPane.class);
    Boxes.style(this, "-fx-spacing", Boxes.em(12));
    Boxes.pad(this, 0, 0, 14, 0);
    var list = Boxes.column(0);
    var now = Boxes.column(10);
    var said = Boxes.column(10);
    Live.follow(list, model.list(), found -> list(list, found));
    Live.follow(now, model.list(), _ -> now(now));
    Live.follow(now, model.question(), _ -> now(now));
    Live.follow(now, model.work(), _ -> now(now));
    Live.follow(now, ui.preferences().property(), _ -> now(now));
    Live.follow(said, model.trouble(), _ -> said(said));
    Live.follow(said, model.done(), _ -> said(said));
    getChildren().addAll(list, said, now);
    Live.whileShown(
        this,
        () -> {
          if (model.work().get() == null) model.look();
          return Subscription.EMPTY;
        });
  }

  private void list(VBox box, @Nullable EngineList found) {
    box.getChildren().clear();
    if (found == null) {
      box.getChildren().add(new Waiting(words.get("engines.looking")));
      return;
    }
    for (var engine : found.engines()) box.getChildren().addAll(Boxes.rule(), row(engine, found));
    box.getChildren().add(Boxes.rule());
    if (found.named() != null)
      box.getChildren()
          .add(note(Feather.ALERT_TRIANGLE, Tone.WARN, words.get("engines.named", found.named())));
  }

  private Node row(EngineInfo engine, EngineList all) {
    var head = Boxes.row(8, Labels.strong(engine.name()));
    if (engine.inUse()) head.getChildren().add(Badge.of(words.get("engines.used"), Tone.GOOD));
    var version = engine.libtorch().isEmpty() ? "?" : engine.libtorch();
    var facts =
        words.get("engines.facts", version, engine.flavour(), words.bytes(engine.bytes()))
            + (engine.removable() ? "" : " · " + words.get("engines.shipped"));
    var text = Boxes.column(2, head, Labels.wrapped(facts, "v-caption", "v-muted"));
    if (engine.problem() != null) text.getChildren().add(trouble(engine.problem().toProblem()));
    var buttons = Boxes.row(6);
    var use = act("use", engine, Feather.CHECK, () -> model.use(engine.name()));
    if (!engine.inUse()) buttons.getChildren().add(use);
    if (engine.removable())
      buttons
          .getChildren()
          .addAll(
              act("verify", engine, Feather.SHIELD, () -> model.verify(engine.name())),
              act("remove", engine, Feather.TRASH_2, () -> model.askRemove(engine)));
    Live.follow(buttons, model.work(), work -> buttons.setDisable(work != null));
    use.setDisable(all.named() != null || engine.problem() != null);
    return Boxes.pad(Boxes.row(12, Boxes.grow(text), buttons), 10, 0, 10, 0);
  }

  private Node trouble(Problem problem) {
    var sentence = problem.sentence(words.locale()) + " " + problem.remedy(words.locale());
    return note(Feather.ALERT_TRIANGLE, Tone.WARN, sentence);
  }

  private static Node note(Feather icon, Tone tone, String sentence) {
    return Boxes.pad(
        Boxes.row(8, Icons.of(icon, tone), Boxes.grow(Labels.wrapped(sentence, "v-caption"))),
        6,
        0,
        0,
        0);
  }

  private Button act(String what, EngineInfo engine, Feather icon, Runnable work) {
    var button = Buttons.plain(words.get("engines." + what), icon, work);
    button.setAccessibleText(words.get("engines." + what) + " " + engine.name());
    return button;
  }

  /// What was done, or why it was not.
  private void said(VBox box) {
    box.getChildren().clear();
    var trouble = model.trouble().get();
    if (trouble != null) box.getChildren().add(new ProblemBox(words, trouble, Tone.WARN));
    var done = model.done().get();
    if (done != null) box.getChildren().add(note(Feather.CHECK, Tone.GOOD, sentence(done)));
  }

  private String sentence(EnginesModel.Done done) {
    return switch (done) {
      case EnginesModel.Done.Installed(var engine) ->
          words.get("engines.done.installed", engine.name(), engine.libtorch());
      case EnginesModel.Done.Used(var trial) ->
          words.get(
              "engines.done.used",
              trial.name(),
              trial.libtorch(),
              String.join(words.chinese() ? "、" : ", ", trial.devices()));
      case EnginesModel.Done.Verified(var name, var files) ->
          words.get("engines.done.verified", name, files);
      case EnginesModel.Done.Removed(var name) -> words.get("engines.done.removed", name);
    };
  }

  /// What goes on, what is asked, or what can be begun.
  private void now(VBox box) {
    var work = model.work().get();
    var question = model.question().get();
    if (work != null) box.getChildren().setAll(new EngineWork(ui, model, work));
    else if (question != null) box.getChildren().setAll(new EngineQuestion(ui, model, question));
    else if (model.list().get() == null) box.getChildren().clear();
    else box.getChildren().setAll(ways());
  }

  private List<Node> ways() {
    var ways = new FlowPane();
    Boxes.style(ways, "-fx-hgap", Boxes.em(8));
    Boxes.style(ways, "-fx-vgap", Boxes.em(8));
    var all = Boxes.column(8, ways);
    boolean never = ui.preferences().get().network().equals("never");
    model
        .fetchable()
        .ifPresent(name -> {
          var install =
              Buttons.primary(
                  words.get("engines.install"), Feather.DOWNLOAD, () -> model.offer(name));
          install.setDisable(never);
          ways.getChildren().add(install);
          if (never) all.getChildren().add(trouble(new Problem("session.network")));
        });
    var file = new MenuItem(words.get("engines.from.file"));
    file.setOnAction(_ -> chooseFiles());
    var folder = new MenuItem(words.get("engines.from.folder"));
    folder.setOnAction(_ -> chooseFolder());
    var from = new MenuButton(words.get("engines.from"), Icons.of(Feather.FOLDER), file, folder);
    ways.getChildren().add(Labels.fit(from));
    var found = model.list().get();
    if (found != null)
      for (var python : found.pythons())
        ways.getChildren()
            .add(
                Buttons.plain(
                    words.get("engines.python", python.version()),
                    Feather.COPY,
                    () -> model.installFrom(List.of(python.path()))));
    return List.of(all);
  }

  private void chooseFiles() {
    var chooser = new FileChooser();
    chooser.setTitle(words.get("engines.from.file"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(words.get("engines.from.jars"), "*.jar"));
    var files = chooser.showOpenMultipleDialog(getScene().getWindow());
    if (files != null && !files.isEmpty())
      model.installFrom(files.stream().map(File::toString).toList());
  }

  private void chooseFolder() {
    var chooser = new DirectoryChooser();
    chooser.setTitle(words.get("engines.from.folder"));
    var folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) model.installFrom(List.of(folder.toString()));
  }
}

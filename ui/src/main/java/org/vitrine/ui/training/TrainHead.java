package org.vitrine.ui.training;

import java.io.File;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.base.Problem;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Field;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.PageHead;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// The head of the form: the run's name, and recipes as files.
final class TrainHead {
  private TrainHead() {}

  static HBox of(Ui ui, TrainModel model, Words words) {
    var name = new TextField();
    Field.fit(name);
    Boxes.style(name, "-fx-pref-width", Boxes.em(300));
    Boxes.style(name, "-fx-min-width", Boxes.em(110));
    name.setPromptText(words.get("name.prompt"));
    name.setAccessibleText(words.get("name"));
    name.textProperty().subscribe((_, now) -> model.name(now));
    Live.follow(
        name,
        model.recipe(),
        r -> {
          var kept = r.name() == null ? "" : r.name();
          if (!name.isFocused() && !name.getText().equals(kept)) name.setText(kept);
        });
    return new PageHead(
        words.get("title"),
        new Node[] {name},
        Buttons.quiet(words.get("open.recipe"), Feather.FOLDER, () -> open(ui, model, words)),
        Buttons.quiet(words.get("save"), Feather.SAVE, () -> save(ui, model, words)));
  }

  static void save(Ui ui, TrainModel model, Words words) {
    var chooser = chooser(words.get("save"), words);
    chooser.setInitialFileName("recipe.json");
    var file = chooser.showSaveDialog(window());
    if (file != null)
      model.save(
          file.toPath(),
          problem -> say(ui, problem),
          () -> ui.status().say(Tone.GOOD, words.get("saved", file.getName())));
  }

  static void open(Ui ui, TrainModel model, Words words) {
    File file = chooser(words.get("open.recipe"), words).showOpenDialog(window());
    if (file != null) model.open(file.toPath(), problem -> say(ui, problem));
  }

  private static FileChooser chooser(String title, Words words) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(words.get("recipes"), "*.json"));
    return chooser;
  }

  private static void say(Ui ui, Problem problem) {
    ui.toasts().say(Tone.BAD, problem.sentence(ui.words().locale()));
  }

  static @Nullable Window window() {
    return Window.getWindows().stream().filter(Window::isFocused).findFirst().orElse(null);
  }
}

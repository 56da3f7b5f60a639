package org.vitrine.ui.settings;

import java.time.Duration;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.RunEvent.Notice;
import org.vitrine.ui.kit.Bar;
import org.vitrine.ui.kit.Boxes;
import org.vitrine.ui.kit.Buttons;
import org.vitrine.ui.kit.Card;
import org.vitrine.ui.kit.Labels;
import org.vitrine.ui.kit.Live;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Ui;

/// How far an installation or a check is, and the button that ends it.
final class EngineWork extends Card {
  private final Words words;
  private final Label what = Labels.strong("");
  private final Label far = Labels.of("", "v-mono", "v-caption");
  private final Bar bar;

  EngineWork(Ui ui, EnginesModel model, Request<?> work) {
    words = ui.wordsOf(EngineWork.class);
    bar = new Bar(ui.theme());
    var cancel = Buttons.plain(words.get("cancel"), Feather.X, model::cancel);
    getChildren().addAll(Boxes.row(8, what, Boxes.spring(), cancel), bar, far);
    if (work instanceof Request.InstallEngine ask && ask.from().isEmpty())
      getChildren().add(Labels.wrapped(words.get("engines.kept"), "v-caption", "v-muted"));
    Live.follow(this, model.step(), this::show);
  }

  private void show(EnginesModel.Step step) {
    what.setText(
        step.what().isEmpty()
            ? words.get("engines.begins")
            : Notice.of(step.what()).sentence(words.locale()));
    boolean known = step.total() > 0;
    bar.show(new Bar.Part(known ? step.done() / (double) step.total() : 0, "accent"));
    Boxes.show(bar, known);
    Boxes.show(far, known);
    var text = words.get("engines.of", words.bytes(step.done()), words.bytes(step.total()));
    if (step.left() >= 0)
      text +=
          " · "
              + words.get(
                  "engines.pace",
                  words.bytes((long) step.rate()),
                  words.duration(Duration.ofSeconds((long) Math.ceil(step.left()))));
    far.setText(text);
  }
}

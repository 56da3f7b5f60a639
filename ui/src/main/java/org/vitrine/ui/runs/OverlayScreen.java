package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Point;
import org.vitrine.ui.kit.Tone;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Screen;
import org.vitrine.ui.nav.Ui;

/// Runs laid over one another: two charts with one crosshair, what differs, and whether that is more than chance.
public final class OverlayScreen implements Screen {
  private final Ui ui;
  private final Words words;
  private final ObjectProperty<@Nullable Laid> laid = new SimpleObjectProperty<>();
  private final SimpleStringProperty title = new SimpleStringProperty("");

  /// @param curves by metric, one map a run
  record Laid(Differences differences, List<Map<String, List<Point>>> curves) {
    static Laid of(History history, List<String> runs) {
      var curves = new ArrayList<Map<String, List<Point>>>();
      for (var run : runs) curves.add(history.curves(run));
      return new Laid(Differences.of(history, runs), curves);
    }
  }

  public OverlayScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(OverlayScreen.class);
  }

  @Override
  public boolean shows(Route route) {
    return route instanceof Route.Overlay;
  }

  @Override
  public void enter(Route route) {
    if (!(route instanceof Route.Overlay(var runs)) || runs.isEmpty()) return;
    title.set(words.get("overlay.of", runs.size()));
    ui.latest()
        .run(
            "overlay",
            () -> Laid.of(ui.workbench().history(), runs),
            laid::set,
            problem -> ui.toasts().say(Tone.BAD, problem.sentence(words.locale())));
  }

  @Override
  public Node view() {
    return new OverlayView(ui, laid);
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title;
  }

  @Override
  public String help() {
    return "help.overlay";
  }
}

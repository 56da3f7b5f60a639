package org.vitrine.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.core.history.History;
import org.vitrine.core.history.Point;
import org.vitrine.core.history.Run;
import org.vitrine.ui.kit.Action;
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
  private final SqlModel sql;
  private final DoubleProperty smoothing = new SimpleDoubleProperty();
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final ObjectProperty<OverlayAxis> axis = new SimpleObjectProperty<>(OverlayAxis.STEP);
  private final SimpleStringProperty title = new SimpleStringProperty("");

  /// @param whole the runs themselves
  /// @param curves by metric, one map a run
  record Laid(Differences differences, List<Run> whole, List<Map<String, List<Point>>> curves) {
    static Laid of(History history, List<String> runs) {
      var curves = new ArrayList<Map<String, List<Point>>>();
      var whole = new ArrayList<Run>();
      for (var run : runs) {
        curves.add(history.curves(run));
        whole.add(history.run(run));
      }
      return new Laid(Differences.of(history, runs), whole, curves);
    }
  }

  public OverlayScreen(Ui ui) {
    this.ui = ui;
    words = ui.wordsOf(OverlayScreen.class);
    sql = new SqlModel(ui.workbench(), ui.latest(), ui.preferences());
    smoothing.set(ui.preferences().get().smoothing());
  }

  SqlModel sql() {
    return sql;
  }

  DoubleProperty smoothing() {
    return smoothing;
  }

  BooleanProperty logarithmic() {
    return logarithmic;
  }

  ObjectProperty<OverlayAxis> axis() {
    return axis;
  }

  @Override
  public List<Action> actions() {
    return List.of(
        act("log", Feather.TRENDING_DOWN, () -> logarithmic.set(!logarithmic.get())).key("L"),
        act("rougher", Feather.MINUS, () -> smooth(-0.1)).key("Open_Bracket"),
        act("smoother", Feather.PLUS, () -> smooth(0.1)).key("Close_Bracket"));
  }

  private Action act(String name, Feather icon, Runnable work) {
    return Action.of("overlay." + name, Action.Group.DO, words, "act." + name, icon, work);
  }

  private void smooth(double by) {
    smoothing.set(Math.clamp(Math.round(10 * (smoothing.get() + by)) / 10.0, 0, 0.9));
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
    return new OverlayView(ui, this, laid);
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
